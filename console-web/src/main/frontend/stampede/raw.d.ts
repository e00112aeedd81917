// A file's text, as Vite gives it.
declare module '*?raw' {
  const text: string;
  export default text;
}

// A style sheet as text, which a shadow root wants.
declare module '*?inline' {
  const text: string;
  export default text;
}
