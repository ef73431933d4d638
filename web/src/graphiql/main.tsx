import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { fetcher } from './fetcher';
import './page.css';
import { TABS } from './tabs';

const root = document.getElementById('root');
if (!root) throw new Error('graphiql.html has no #root.');
createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultTabs={TABS}>
    <GraphiQL.Logo>
      <a href="/">ThetaRouter</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
