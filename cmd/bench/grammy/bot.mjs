// The peer that durable replies are measured against: a bot as grammY's own
// guides have it, with a session a chat in Redis, and the runner, which handles
// many chats at once and each in its order. Its arguments are where the Bot API
// is, the token, where Redis is, and the message to answer with as JSON.
import { Bot, session } from "grammy";
import { run, sequentialize } from "@grammyjs/runner";
import { RedisAdapter } from "@grammyjs/storage-redis";
import Redis from "ioredis";

const [apiRoot, token, redisURL, answer] = process.argv.slice(2);
const { text, keyboard } = JSON.parse(answer);
const markup = keyboard?.length ? { inline_keyboard: keyboard } : undefined;

const redis = new Redis(redisURL);
const bot = new Bot(token, { client: { apiRoot } });
const chatOf = (ctx) => ctx.chat?.id.toString();

bot.use(sequentialize(chatOf));
bot.use(session({
  initial: () => ({ asked: 0, last: "" }),
  getSessionKey: chatOf,
  storage: new RedisAdapter({ instance: redis }),
}));
bot.on("message:text", async (ctx) => {
  ctx.session.asked++;
  ctx.session.last = ctx.msg.text;
  await ctx.reply(text, { parse_mode: "HTML", reply_markup: markup });
});
bot.catch((err) => console.error("grammy:", err.error));

const runner = run(bot);
const stop = async () => {
  await runner.stop();
  redis.disconnect();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
