/** Every command, in the order of the help. A test asserts that each file of the folder is listed. */
import type { Command } from 'commander';
import { credential } from './credential/index.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { serve } from './serve.ts';
import { token } from './token/index.ts';

/** Adds a command to its parent. */
export type AddCommand = (parent: Command) => void;

export const commands: readonly AddCommand[] = [serve, demo, doctor, credential, token];
