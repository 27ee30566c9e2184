// @ts-nocheck
declare module 'server-only';
