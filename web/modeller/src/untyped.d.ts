declare module "*.css";
declare module "bpmn-js-create-append-anything";
