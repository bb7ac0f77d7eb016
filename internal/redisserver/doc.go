// Package redisserver starts real redis-servers: for the tests, which never
// mock Redis, and for the demo: single ones, a master that Sentinels watch, a
// Cluster. A server stands in a directory of its own, is killed, paused and
// restarted like a real one, and dies with the process that started it. What is
// kept in it is not this package's business.
package redisserver
