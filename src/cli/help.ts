/** What `--help` prints. */

export const USAGE = `Usage: eks-lockstep <command> [options]

  check [PATH...]                       read every infrastructure file below PATH (default .) and print findings
  review [PATH] --base REF [--head REF] the review that a pull request would get, from a local git repository alone
  fix [PATH...] [--unsafe] [--write]    the edits that mend what was found, as a diff; --write makes them
  plan [PATH] --to 1.NN [--write]       the upgrade of the clusters, one minor at a time, each step as a diff
  rules                                 the list of rules
  explain RULE                          the page of one rule
  catalog ADDON [--kubernetes-version 1.NN]
                                        what the catalog knows of an add-on

Options of check, review, fix and plan:
  --format text|json|sarif|rdjson|junit|github|markdown   (fix, plan: text, json, markdown)
  --fail-on error|warning|notice|never  the severity from which the exit status is 1 (default error)
  --config FILE                         default .github/eks-lockstep.yml below the root
  --rule ID                             only this rule; may be repeated
  --live                                ask the EKS API; else the bundled lists answer
  --region REGION                       of the EKS API
  --catalog FILE                        an answer of "aws eks describe-addon-versions", saved
  --today YYYY-MM-DD                    judge as of that day
  --quiet                               findings only

Exit status: 0 nothing at or above --fail-on; 1 something; 2 the command could not do its work.
`;
