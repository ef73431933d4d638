import { Link } from 'wouter';
import { PageHead } from '../components/page-head';

/** A path that names no page. */
export function Missing() {
  return (
    <div className="page">
      <PageHead title="No such page" lead="The address names nothing here." />
      <p>
        <Link href="/">To the playground</Link>
      </p>
    </div>
  );
}
