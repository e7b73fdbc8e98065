import net from "node:net";

const { connect } = net.Socket.prototype;
const { STAND_IN_HTTP_PORT, STAND_IN_HTTPS_PORT } = process.env;

/** Sends every connection of this process to another machine to the stand-ins on this one. Nothing can leave it. */
net.Socket.prototype.connect = function (...args) {
  const [options, ...rest] = args.flat();
  if (typeof options !== "object") throw new Error("Connections are made with options.");
  const { host = "127.0.0.1", port } = options;
  if (host === "127.0.0.1") return connect.apply(this, args);
  const standIn = Number(port) === 443 ? STAND_IN_HTTPS_PORT : STAND_IN_HTTP_PORT;
  return connect.call(this, { ...options, host: "127.0.0.1", port: standIn }, ...rest);
};
