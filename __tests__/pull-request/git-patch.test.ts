/** The output of git diff, file by file. */
import { describe, expect, test } from 'vitest';
import { readGitPatch } from '../../src/pull-request/git-patch.ts';

function addedLines(patch: string): Readonly<Record<string, readonly number[] | 'unknown'>> {
  const files = [...readGitPatch(patch)];
  return Object.fromEntries(files.map(([path, hunks]) => [path, hunks === 'unknown' ? hunks : hunks.flatMap(({ added }) => added)]));
}

describe('readGitPatch', () => {
  test('names files after the change, and before it where they are gone', () => {
    const patch = `diff --git a/old.ts b/new.ts
similarity index 90%
rename from old.ts
rename to new.ts
index 1..2 100644
--- a/old.ts
+++ b/new.ts
@@ -3 +3 @@
-a
+b
diff --git a/gone.ts b/gone.ts
deleted file mode 100644
--- a/gone.ts
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git a/added.ts b/added.ts
new file mode 100644
--- /dev/null
+++ b/added.ts
@@ -0,0 +1 @@
+x
`;
    expect(addedLines(patch)).toEqual({ 'new.ts': [3], 'gone.ts': [], 'added.ts': [1] });
  });

  test('passes over binary files, modes and pure renames', () => {
    const patch = `diff --git a/x.png b/x.png
index 1..2 100644
Binary files a/x.png and b/x.png differ
diff --git a/run.sh b/run.sh
old mode 100644
new mode 100755
diff --git a/a.ts b/b.ts
similarity index 100%
rename from a.ts
rename to b.ts
`;
    expect(addedLines(patch)).toEqual({});
  });

  test.each([
    ['a blank', 'a b.ts\t', 'a b.ts'],
    ['quotes and controls', String.raw`"b/\"q\"\t\\\n\001.ts"`, '"q"\t\\\n\u0001.ts'],
    ['an umlaut as it is', 'ü.ts', 'ü.ts'],
  ])('reads a name with %s', (_, name, path) => {
    const shown = name.startsWith('"') ? name : `b/${name}`;
    expect(addedLines(`diff --git x y\n--- /dev/null\n+++ ${shown}\n@@ -0,0 +1 @@\n+x\n`)).toEqual({ [path]: [1] });
  });

  test('is not led astray by lines of the files', () => {
    const patch = `diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -1,2 +1,2 @@
--- a/evil.ts
+++ b/evil.ts
 @@ -1 +1 @@
@@ -9 +9 @@
-diff --git a/e b/e
+diff --git a/f b/f
`;
    expect(addedLines(patch)).toEqual({ 'a.ts': [1, 9] });
  });

  test('joins the two parts of a file that became a link, and gives up on a hunk that breaks off', () => {
    const link = `diff --git a/l b/l
deleted file mode 100644
--- a/l
+++ /dev/null
@@ -1 +0,0 @@
-text
diff --git a/l b/l
new file mode 120000
--- /dev/null
+++ b/l
@@ -0,0 +1 @@
+target
\\ No newline at end of file
`;
    expect(addedLines(link)).toEqual({ l: [1] });
    expect(addedLines('diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,5 +1,5 @@\n a\n')).toEqual({ a: 'unknown' });
  });

  test('takes a hunk without a file for nothing', () => {
    expect(addedLines('@@ -0,0 +1 @@\n+x\n')).toEqual({});
  });
});
