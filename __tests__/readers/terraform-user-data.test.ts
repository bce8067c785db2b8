/** Where the user data of node groups calls the script of Amazon Linux 2. */
import { describe, expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { factOf, type Files, readFiles } from './support.ts';

const CLUSTER = 'resource "aws_eks_cluster" "main" {\n  version = "1.34"\n}\n';

function eks(body: string) {
  return readFiles(reader, {
    'main.tf': `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = "1.34"\n  ${body}\n}\n`,
  });
}

function withTemplate(data: string, reference = 'aws_launch_template.nodes.id', after = '', files: Files = {}) {
  const template = `launch_template {\n    id = ${reference}\n    version = "1"\n  }`;
  const text = `${CLUSTER}resource "aws_eks_node_group" "workers" {\n  cluster_name = aws_eks_cluster.main.name\n  ${template}\n}\n`;
  return readFiles(reader, { 'main.tf': `${text}resource "aws_launch_template" "nodes" {\n  user_data = ${data}\n}\n${after}`, ...files });
}

describe('user data', () => {
  const SCRIPT = '«/etc/eks/bootstrap.sh»';

  test.each([
    ['a heredoc in base64', `base64encode(<<-EOT\n    #!/bin/bash\n    ${SCRIPT} \${aws_eks_cluster.main.name}\n  EOT\n  )`],
    ['a text in base64', `base64encode("${SCRIPT} main")`],
  ])('of the launch template: %s', async (_, data) => {
    const found = await withTemplate(data);
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  const PARTS = `data "cloudinit_config" "x" {\n  part {\n    content = local.script\n  }\n}\nlocals {\n  script = <<-EOT\n    ${SCRIPT}\n  EOT\n}\n`;

  test.each([
    ['a local', 'base64encode(local.script)', PARTS],
    ['parts of cloudinit', 'data.cloudinit_config.x.rendered', PARTS],
    ['a template of old', 'base64encode(data.template_file.x.rendered)', `data "template_file" "x" {\n  template = "${SCRIPT} x"\n}\n`],
    ['one of several lines', `base64encode(join("\\n", ["#!/bin/bash", "${SCRIPT} x"]))`, ''],
    ['both of two', `base64encode(var.x ? "${SCRIPT} a" : "/etc/eks/bootstrap.sh b")`, ''],
    ['one that a condition takes', `base64encode(true ? "${SCRIPT}" : "")`, ''],
    ['a heredoc with parts', `base64encode(<<-EOT\n    \${var.x}\n    ${SCRIPT} \${var.y}\n  EOT\n  )`, ''],
  ])('of the launch template by way of %s', async (_, data, after) => {
    const found = await withTemplate(data, undefined, after);
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['base64encode(templatefile("${path.module}/user-data.tpl", { name = "x" }))', `#!/bin/bash\n${SCRIPT} \${name}\n`],
    ['base64encode(file("user-data.tpl"))', `#!/bin/bash\n${SCRIPT}\n`],
    ['filebase64("user-data.tpl")', `#!/bin/bash\n${SCRIPT}\n`],
  ])('of a file: %s', async (data, text) => {
    const found = await withTemplate(data, undefined, '', { 'user-data.tpl': text });
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['a branch of a template', 'base64encode(templatefile("u.tpl", {}))', '%{ if x }/etc/eks/bootstrap.sh%{ endif }'],
    ['one of two', 'base64encode(var.x ? "/etc/eks/bootstrap.sh" : "")', ''],
    ['a part of a text', 'base64encode("a${var.x ? "/etc/eks/bootstrap.sh" : ""}")', ''],
    ['another text', 'base64encode(templatefile("u.tpl", {}))', 'nodeadm'],
    ['a local that leads to itself', 'base64encode(local.u)', ''],
  ])('not in %s', async (_, data, text) => {
    const found = await withTemplate(data, undefined, 'locals {\n  u = base64encode(local.u)\n}\n', { 'u.tpl': text });
    expect(factOf(found, 'node-group').bootstrapScript).toBeUndefined();
  });

  test.each([
    ['its own', `eks_managed_node_groups = { a = { pre_bootstrap_user_data = "${SCRIPT} x" } }`],
    [
      'that of the defaults',
      `eks_managed_node_group_defaults = { post_bootstrap_user_data = "${SCRIPT} x" }\n  eks_managed_node_groups = { a = {} }`,
    ],
    ['a heredoc', `eks_managed_node_groups = { a = { pre_bootstrap_user_data = <<-EOT\n    ${SCRIPT}\n  EOT\n  } }`],
    ['a part for nodeadm', `eks_managed_node_groups = { a = { cloudinit_pre_nodeadm = [{ content = "${SCRIPT}" }] } }`],
    ['beside an image of its own', `eks_managed_node_groups = { a = { ami_id = "ami-1", pre_bootstrap_user_data = "${SCRIPT} x" } }`],
    ['of version 17', `node_groups = { a = { pre_userdata = "${SCRIPT} x" } }`],
    ['self-managed', `self_managed_node_groups = { a = { pre_bootstrap_user_data = "${SCRIPT} x" } }`],
  ])('of a module: %s', async (_, body) => {
    const found = await eks(body);
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['a file', 'filebase64("user-data.sh")', undefined],
    ['another template', 'base64encode("/etc/eks/bootstrap.sh")', 'aws_launch_template.others.id'],
    ['a template from outside', 'base64encode("/etc/eks/bootstrap.sh")', '"lt-1"'],
  ])('nobody knows: %s', async (_, data, reference) => {
    expect(factOf(await withTemplate(data, reference), 'node-group').bootstrapScript).toBeUndefined();
  });
});
