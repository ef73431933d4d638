#!/usr/bin/env node
import 'reflect-metadata';
import { processTerminal } from './cli/output.js';
import { runProgram } from './cli/program.js';
import { readConfig } from './config.js';

process.exitCode = await runProgram(process.argv.slice(2), () => readConfig(), processTerminal);
