import { GraphiQL } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { withOwnName } from './operation-name';
import './page.css';
import { TABS } from './tabs';

const fetcher: GraphiQLProps['fetcher'] = async (operation) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(withOwnName(operation)),
  });
  return response.json() as Promise<object>;
};

const root = document.getElementById('root');
if (!root) throw new Error('graphiql.html has no #root.');
createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={TABS}>
    <GraphiQL.Logo>
      <a href="/">ThetaRouter</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
