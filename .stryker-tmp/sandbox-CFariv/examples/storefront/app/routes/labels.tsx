// @ts-nocheck
import { Link } from 'react-router';
import type { Route } from './+types/labels.ts';

export const meta: Route.MetaFunction = () => [
  { title: 'How we label AI-made content · Tarn & Ridge' },
];

export default function Labels() {
  return (
    <article className="page prose">
      <p className="eyebrow">How we work</p>
      <h1>How we label AI-made content</h1>
      <p className="lead">
        Most of our product texts and pictures are made with AI. You should know which, and you
        should know that we do.
      </p>
      <h2>What you see</h2>
      <p>
        A text or picture that was made with AI has the words “AI-generated” on it. The label comes
        from a signed mark that travels with the text or picture; our server checks it each time,
        before the page is sent to you. You need neither JavaScript nor a click to see it.
      </p>
      <h2>What you do not see</h2>
      <p>
        A text whose mark is missing, or that was changed after it was signed, is left out until
        somebody has looked at it. A product that came from a test system is not shown at all. A
        review that a program wrote is removed, and does not count in the stars.
      </p>
      <h2>What a mark does not prove</h2>
      <p>
        A mark says who stated what about a text or picture, and that it is unchanged since. It does
        not say that the statement is true, and its absence does not say that a person made
        something.
      </p>
      <p>
        <Link to="/" className="more">
          Back to the shop
        </Link>
      </p>
    </article>
  );
}
