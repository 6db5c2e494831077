// Our own namespace and SpiffWorkflow's: what is declared here survives a change of kind, copying and pasting.

const attribute = (name: string) => ({ name, isAttr: true, type: "String" });
const body = (name: string) => ({ name, superClass: ["Element"], properties: [{ name: "text", isBody: true, type: "String" }] });

/** Every attribute that the engine reads (docs/howto/add-a-process.md). */
export const ATTRIBUTES = [
  ...["role", "scope", "mandate", "separate-from", "send-back", "form", "due", "days", "krav", "praxis"],
  ...["connector", "decision", "name-en", "collection", "item"],
];

export const rals = {
  name: "Rals",
  prefix: "rals",
  uri: "urn:rals:bpmn:1",
  xml: { tagAlias: "lowerCase" },
  types: [
    { name: "Governed", extends: ["bpmn:BaseElement"], properties: ATTRIBUTES.map(attribute) },
    { name: "Parameter", superClass: ["Element"], properties: [attribute("name"), attribute("value")] },
  ],
};

export const spiffworkflow = {
  name: "SpiffWorkflow",
  prefix: "spiffworkflow",
  uri: "http://spiffworkflow.org/bpmn/schema/1.0/core",
  xml: { tagAlias: "lowerCase" },
  types: [
    ...["PreScript", "PostScript", "CalledDecisionId", "InstructionsForEndUser"].map(body),
    ...["MessagePayload", "MessageVariable"].map(body),
    {
      name: "Properties",
      superClass: ["Element"],
      properties: [{ name: "values", type: "Property", isMany: true }],
    },
    { name: "Property", superClass: ["Element"], properties: [attribute("name"), attribute("value")] },
  ],
};
