import { Component } from 'react';
import type { ReactNode } from 'react';
import { Notice } from '../components/notice';

interface State {
  readonly error: Error | null;
}

/** Shows a page that broke, or a chunk that could not be loaded, instead of an empty window. */
export class Crash extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    // Browsers agree on no name for a failed import(); they all speak of it.
    const isChunk = /import|module|chunk|fetch/i.test(error.message);
    return (
      <div className="page">
        <Notice
          failure={{
            code: isChunk ? 'PAGE_NOT_LOADED' : 'PAGE_FAULT',
            message: isChunk ? 'This page could not be loaded.' : 'This page broke.',
            hint: isChunk
              ? 'The server may be away, or newer than what the browser has open.'
              : `Please report it: ${error.message}`,
          }}
          retry={() => location.reload()}
        />
      </div>
    );
  }
}
