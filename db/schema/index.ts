export * from "./access";
export * from "./assets";
export * from "./evidence";
export * from "./exposure";
export * from "./incidents";
export * from "./people";
export * from "./record";
export * from "./work";
