/** The files of a commit by way of an API. */
import { describe, expect, test } from 'vitest';
import { apiTree, type BlobCache, loadTogether, type RemoteFile, type RemoteRepository } from '../../src/sources/api.ts';

interface Stub extends RemoteRepository {
  readonly asked: string[][];
}

function stub(contents: Readonly<Record<string, string>>, files: readonly RemoteFile[], isTruncated = false): Stub {
  const asked: string[][] = [];
  return {
    asked,
    tree: async () => ({ files, isTruncated }),
    blobs: async (wanted) => {
      asked.push(wanted.map(({ sha }) => sha));
      return new Map(
        wanted.flatMap(({ sha }) => (contents[sha] === undefined ? [] : [[sha, { bytes: Buffer.from(contents[sha]) }] as const])),
      );
    },
  };
}

function file(path: string, sha: string, size = 1): RemoteFile {
  return { path, sha, size };
}

describe('apiTree', () => {
  test('lists what counts and what is left out', async () => {
    const tree = apiTree(stub({}, [file('b.ts', '1'), file('a.ts', '2'), file('examples/c.ts', '3')]), 'commit');
    expect(await tree.paths()).toEqual(['a.ts', 'b.ts']);
    expect(await tree.leftOut()).toEqual(['examples/c.ts']);
  });

  test('asks for all contents of a read at once, and for each once in a cache', async () => {
    const cache: BlobCache = new Map();
    const api = stub({ x: 'X', y: 'Y', z: 'Z' }, [file('a.ts', 'x'), file('b.ts', 'y'), file('c.ts', 'x'), file('d.ts', 'z')]);
    const [base, head] = [apiTree(api, 'base', cache), apiTree(api, 'head', cache)];
    const [first, second] = await Promise.all([base.read(['a.ts', 'b.ts', 'c.ts']), head.read(['a.ts', 'd.ts'])]);
    expect(Object.fromEntries(first.texts)).toEqual({ 'a.ts': 'X', 'b.ts': 'Y', 'c.ts': 'X' });
    expect(Object.fromEntries(second.texts)).toEqual({ 'a.ts': 'X', 'd.ts': 'Z' });
    expect(api.asked.map((ids) => [...new Set(ids)])).toEqual([['x', 'y'], ['z']]);
    await head.read(['a.ts', 'b.ts']);
    expect(api.asked).toHaveLength(2);
  });

  test('loads what two of them need together in one question, which their reads do not repeat', async () => {
    const cache: BlobCache = new Map();
    const api = stub({ x: 'X', y: 'Y' }, [file('a.ts', 'x'), file('b.ts', 'y'), file('c.md', 'z'), file('examples/d.ts', 'e')]);
    const trees = [apiTree(api, 'base', cache), apiTree(api, 'head', cache)];
    await loadTogether(api, cache, trees, { isWanted: (path) => path.endsWith('.ts'), nearness: () => 0 });
    for (const tree of trees) expect((await tree.read(['a.ts', 'b.ts'])).problems).toEqual([]);
    expect(api.asked).toEqual([['x', 'y']]);
  });

  test('asks for what is near first', async () => {
    const api = stub({ x: 'X', y: 'Y', z: 'Z' }, [file('a.ts', 'x'), file('infra/b.ts', 'y'), file('z.ts', 'z')]);
    const needed = { isWanted: () => true, nearness: (path: string) => (path.startsWith('infra/') ? 1 : 0) };
    await loadTogether(api, new Map(), [apiTree(api, 'head')], needed);
    expect(api.asked).toEqual([['y', 'x', 'z']]);
  });

  test('reads a folder that is left out where a person named it', async () => {
    const tree = apiTree(stub({}, [file('a.ts', '1'), file('examples/b.ts', '2')]), 'commit', new Map(), ['examples']);
    expect(await tree.paths()).toEqual(['a.ts', 'examples/b.ts']);
  });

  test('says why a file has no text', async () => {
    const api = stub({ n: '\0' }, [file('null.ts', 'n'), file('big.ts', 'b', 3 * 2 ** 20), file('lost.ts', 'l')]);
    const { problems } = await apiTree(api, 'commit').read(['null.ts', 'big.ts', 'lost.ts', 'none.ts']);
    expect(problems).toEqual([
      { path: 'null.ts', message: 'is binary' },
      { path: 'big.ts', message: 'is 3.0 MB, larger than the 2 MB that are read' },
      { path: 'lost.ts', message: 'is not in the commit' },
      { path: 'none.ts', message: 'is not in the commit' },
    ]);
    expect(api.asked).toEqual([['n', 'l']]);
  });

  test('asks for the list once, and fails as it fails', async () => {
    let lists = 0;
    const api: RemoteRepository = {
      ...stub({}, []),
      tree: () => {
        lists++;
        return Promise.reject(new Error('refused'));
      },
    };
    const tree = apiTree(api, 'commit');
    await expect(tree.paths()).rejects.toThrow('refused');
    await expect(tree.read([])).rejects.toThrow('refused');
    expect(lists).toBe(1);
  });
});
