/**
 * The script of a thread that reads texts, one job after another. Built as a file of its own:
 * dist/text-worker.js.
 */
import { parentPort } from 'node:worker_threads';
import { readTexts, type TextJob } from '../read-texts.ts';

parentPort?.on('message', (job: TextJob) => parentPort?.postMessage(readTexts(job)));
// All that reading takes is loaded.
parentPort?.postMessage('ready');
