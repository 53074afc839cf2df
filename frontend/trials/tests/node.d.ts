// The vectors that the server's tests write.
declare module "*/vectors.json" {
  const vectors: any;
  export default vectors;
}
