// Our own namespace, so that its attributes can be read, written and undone by name. SpiffWorkflow's is not declared:
// of a declared namespace bpmn-js drops what the declaration has forgotten, of others keeping.ts keeps everything.

const attribute = (name: string) => ({ name, isAttr: true, type: "String" });

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
