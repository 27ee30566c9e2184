// @ts-nocheck
'use client';
import type { Provenance } from 'contentmark/provenance';
import { Disclosure } from 'contentmark/react';
import { useState } from 'react';

interface Properties {
  readonly title: string;
  /** Plain data from the server. */
  readonly provenance: Provenance;
}

export function QuickView({ title, provenance }: Properties) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        About {title}
      </button>
      {isOpen ? <Disclosure of={provenance} /> : null}
    </section>
  );
}
