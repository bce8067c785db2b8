/** A review as one page of Markdown, in the order in which a person meets it. */
import type { CheckAnnotation, FileComment, ReviewComment } from '../../src/report/payload.ts';
import type { Review } from '../../src/report/review.ts';

/** Comments each under a heading with their place, then the comment in the conversation, the check run, and where it has annotations. */
export function renderReview({ payload, conclusion }: Review): string {
  const { review, summary, check } = payload;
  const parts = [
    `# Conclusion: ${conclusion}`,
    review ? `# Review\n\n${review.body}` : '# No review',
    ...(review?.comments ?? []).map(lineComment),
    ...(review?.fileComments ?? []).map(fileComment),
    summary && !summary.onlyIfThere ? `# Summary\n\n${summary.body}` : '# No summary',
    check ? `# Check run: ${check.title}\n\n${check.summary}` : '# No check run',
    ...(check && check.annotations.length > 0 ? [`# Annotations\n\n${check.annotations.map(annotation).join('\n')}`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function lineComment({ path, startLine, line, body }: ReviewComment): string {
  return `## Comment on ${path}:${startLine === undefined ? '' : `${startLine}-`}${line}\n\n${body}`;
}

function fileComment({ path, body }: FileComment): string {
  return `## Comment on ${path}\n\n${body}`;
}

function annotation({ path, startLine, level, title }: CheckAnnotation): string {
  return `- ${level} at ${path}:${startLine}: ${title}`;
}
