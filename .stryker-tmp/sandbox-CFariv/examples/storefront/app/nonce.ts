// @ts-nocheck
import { createContext as createReactContext } from 'react';
import { createContext } from 'react-router';

/** The nonce of a request's scripts: set by the server for each one. */
export const nonceContext = createContext<string>('');

/** The same for components. A browser hides nonces, so there is none after hydration. */
export const Nonce = createReactContext<string | undefined>(undefined);
