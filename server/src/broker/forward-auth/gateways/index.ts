/** The gateways that Keyward answers, one file each. */
import type { Gateway } from '../gateway.ts';
import { envoy } from './envoy.ts';
import { nginx } from './nginx.ts';
import { traefik } from './traefik.ts';

export const gateways: readonly Gateway[] = [envoy, nginx, traefik];
