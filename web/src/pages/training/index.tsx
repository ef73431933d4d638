import { PageHead } from '../../components/page-head';

export default function Page() {
  return <PageHead title="Training" lead="" />;
}
