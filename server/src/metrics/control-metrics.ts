/** Counts and times the requests of the control API by their route, the pattern and never the path that was called. */
import { Counter, Histogram } from 'prom-client';
import type { Registry } from './registry.ts';
import { statusClassOf } from './status-class.ts';

const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A request that has been answered. */
export interface ControlRequest {
  readonly method: string;
  /** The pattern of the route; undefined where none matched. */
  readonly route: string | undefined;
  readonly status: number;
  readonly tookMs: number;
}

/** Gives what is told of each answered request. */
export function createControlMetrics(registry: Registry): (request: ControlRequest) => void {
  const registers = [registry];
  const requests = new Counter({
    name: 'keyward_control_requests_total',
    help: 'Answered requests of the control API by route and class of the status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const latency = new Histogram({
    name: 'keyward_control_request_duration_seconds',
    help: 'From the request to the end of its answer, by route.',
    labelNames: ['method', 'route'],
    buckets: LATENCY_SECONDS,
    registers,
  });
  return ({ method, route, status, tookMs }) => {
    // Without a route the method is whatever the caller wrote.
    const labels = route === undefined ? { method: 'any', route: 'none' } : { method, route };
    requests.inc({ ...labels, status: statusClassOf(status) });
    latency.observe(labels, tookMs / 1000);
  };
}
