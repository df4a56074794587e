/**
 * Counts what the broker does with requests, while it does it: a counter and a histogram, a few hundred nanoseconds a
 * request (bench/metrics.ts).
 */
import { Counter, Histogram } from 'prom-client';
import type { Problem } from '../domain/problem.ts';
import type { Registry } from './registry.ts';
import { statusClassOf } from './status-class.ts';

/** From a neighbour on the same host to an upstream that is given up. */
const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** How a request ended that was sent to an upstream. */
export interface Answered {
  /** 0 where the caller went before there was one. */
  readonly status: number;
  /** From the dispatch to the answer's header section. */
  readonly waitedMs: number;
}

export interface ProxyMetrics {
  /** An upstream's answer was passed on, or the caller had gone. */
  answered(answered: Answered): void;
  /** A gateway got what it will inject by itself. */
  handedOver(): void;
  /** Keyward refused. */
  refused(problem: Problem): void;
}

/** `code` is one of the table of problems, empty where the upstream answered. */
export function createProxyMetrics(registry: Registry): ProxyMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'keyward_broker_requests_total',
    help: 'Requests that have ended, by the class of the status and, where Keyward refused, the problem code.',
    labelNames: ['status', 'code'],
    registers,
  });
  const latency = new Histogram({
    name: 'keyward_broker_upstream_latency_seconds',
    help: 'From sending a request on to the header section of the answer.',
    buckets: LATENCY_SECONDS,
    registers,
  });
  const handed = new Counter({
    name: 'keyward_broker_forward_auth_total',
    help: 'Requests of gateways that were answered with what to inject.',
    registers,
  });
  return {
    answered({ status, waitedMs }) {
      requests.inc({ status: statusClassOf(status), code: '' });
      if (status > 0) latency.observe(waitedMs / 1000);
    },
    handedOver: () => handed.inc(),
    refused({ status, code }) {
      requests.inc({ status: statusClassOf(status), code });
    },
  };
}
