import { useLocation } from 'wouter';
import { LlmPage } from './detail/llm-page';
import { Overview } from './overview';
import { llmOfPath, NEW_PATH } from './paths';
import { Registration } from './register/registration';
import './llms.css';

/** All LLMs, one of them, or the registration of a new one, by the path. */
export default function Page() {
  const [path] = useLocation();
  if (path === NEW_PATH) return <Registration />;
  const llm = llmOfPath(path);
  return llm === null ? <Overview /> : <LlmPage key={llm} id={llm} />;
}
