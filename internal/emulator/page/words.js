// The page's own words. What the bot says is the bot's business.
const words = {
  ru: {
    hour: "+1 час", day: "+1 день", monday: "до пн 10:00", log: "Журнал", faults: "Сбои", calls: "Вызовы Bot API",
    f429: "429: слишком часто", f5xx: "5xx: сервер сломан", fhtml: "5xx: HTML от прокси", flost: "ответ потерян",
    fhang: "зависло, не выполнено", fhanga: "зависло, выполнено", next: "вызовов", seconds: "секунд", chance: "или с вероятностью, %", add: "Включить",
    calm: "Убрать все сбои", limits: "лимиты Telegram", any: "любой метод", bot: "бот", typing: "печатает…",
    group: "группа", message: "Сообщение", send: "Отправить", start: "НАЧАТЬ", commands: "Команды", edited: "изменено",
    pinned: "закреплено", empty: "Здесь пока пусто", block: "Заблокировать бота", unblock: "Разблокировать бота",
    kick: "Удалить бота из группы", add: "Добавить бота в группу", mute: "Запретить боту писать", unmute: "Разрешить боту писать",
    upgrade: "Сделать супергруппой", close: "Закрыть тему", reopen: "Открыть тему", delete: "Удалить тему",
    copied: "Скопировано", blocked: "бот заблокирован", absent: "бота здесь нет", pick: "В какую группу?", cancel: "Отмена", groupless: "Групп нет",
    people: "Люди", groups: "Группы", faultsOn: "сбои включены", today: "сегодня", failed: "не получилось",
    forbidden: "Нажать нельзя", nobody: "Никого нет",
  },
  en: {
    hour: "+1 hour", day: "+1 day", monday: "to Mon 10:00", log: "Log", faults: "Faults", calls: "Bot API calls",
    f429: "429: too many", f5xx: "5xx: server down", fhtml: "5xx: a proxy's HTML", flost: "answer lost",
    fhang: "hangs, not applied", fhanga: "hangs, applied", next: "calls", seconds: "seconds", chance: "or with a chance of, %", add: "Switch on",
    calm: "Clear all faults", limits: "Telegram's limits", any: "any method", bot: "bot", typing: "typing…",
    group: "group", message: "Message", send: "Send", start: "START", commands: "Commands", edited: "edited",
    pinned: "pinned", empty: "Nothing here yet", block: "Block the bot", unblock: "Unblock the bot",
    kick: "Remove the bot", add: "Add the bot", mute: "Forbid the bot to write", unmute: "Allow the bot to write",
    upgrade: "Make it a supergroup", close: "Close the topic", reopen: "Reopen the topic", delete: "Delete the topic",
    copied: "Copied", blocked: "the bot is blocked", absent: "the bot is not here", pick: "Which group?", cancel: "Cancel", groupless: "No groups",
    people: "People", groups: "Groups", faultsOn: "faults are on", today: "today", failed: "it did not work",
    forbidden: "Cannot be pressed", nobody: "Nobody is here",
  },
  zh: {
    hour: "+1小时", day: "+1天", monday: "到周一10:00", log: "日志", faults: "故障", calls: "Bot API 调用",
    f429: "429：太频繁", f5xx: "5xx：服务器故障", fhtml: "5xx：代理的HTML", flost: "应答丢失",
    fhang: "挂起，未执行", fhanga: "挂起，已执行", next: "次", seconds: "秒", chance: "或概率 %", add: "开启",
    calm: "清除所有故障", limits: "Telegram 限速", any: "任何方法", bot: "机器人", typing: "正在输入…",
    group: "群组", message: "消息", send: "发送", start: "开始", commands: "命令", edited: "已编辑",
    pinned: "已置顶", empty: "这里还没有消息", block: "屏蔽机器人", unblock: "解除屏蔽",
    kick: "移出机器人", add: "添加机器人", mute: "禁止机器人发言", unmute: "允许机器人发言",
    upgrade: "升级为超级群组", close: "关闭话题", reopen: "重新开启话题", delete: "删除话题",
    copied: "已复制", blocked: "机器人已被屏蔽", absent: "机器人不在群里", pick: "选择群组", cancel: "取消", groupless: "没有群组",
    people: "用户", groups: "群组", faultsOn: "故障已开启", today: "今天", failed: "没有成功",
    forbidden: "不可点击", nobody: "没有人",
  },
};

const asked = new URLSearchParams(location.search).get("lang") || localStorage.getItem("language") || navigator.language.slice(0, 2);
let language = words[asked] ? asked : "ru";

export function word(name) { return words[language][name] || name; }
export function locale() { return { ru: "ru-RU", en: "en-GB", zh: "zh-CN" }[language]; }
export function current() { return language; }

export function speak(next) {
  if (next) {
    language = next;
    localStorage.setItem("language", next);
  }
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = word(e.dataset.word);
}
