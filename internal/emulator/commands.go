package emulator

import (
	"fmt"
	"regexp"
)

// Command is one entry of the menu of commands.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// menuKey names a menu: whom it is for, and in which language.
type menuKey struct {
	scope    string
	language string
}

func (s *Server) menu(c *call) (menuKey, *failure) {
	scope := c.object("scope")
	key := menuKey{scope: "default", language: c.text("language_code")}
	if scope != nil {
		key.scope = scope.text("type")
	}
	if scope.has("chat_id") {
		ch := s.find(scope["chat_id"])
		if ch == nil {
			return key, badRequest("chat not found")
		}
		key.scope += fmt.Sprintf(":%d", ch.id)
	}
	if scope.has("user_id") {
		key.scope += fmt.Sprintf(":%d", scope.integer("user_id"))
	}
	return key, checkLanguage(key.language)
}

func (s *Server) setMyCommands(c *call) (any, *failure) {
	key, f := s.menu(c)
	if f != nil {
		return nil, f
	}
	list := c.list("commands")
	if len(list) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	commands := make([]Command, 0, len(list))
	for _, item := range list {
		command, f := commandOf(item.(dictionary))
		if f != nil {
			return nil, f
		}
		commands = append(commands, command)
	}
	s.menus[key] = commands
	s.touch()
	return true, nil
}

func commandOf(d dictionary) (Command, *failure) {
	c := Command{Command: d.text("command"), Description: d.text("description")}
	if len(c.Command) > 0 && c.Command[0] == '/' {
		c.Command = c.Command[1:]
	}
	if !regexp.MustCompile(`^[a-z0-9_]{1,32}$`).MatchString(c.Command) {
		return c, badRequest("BOT_COMMAND_INVALID")
	}
	if n := units(c.Description); n < 1 || n > 256 {
		return c, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
	}
	return c, nil
}

func (s *Server) getMyCommands(c *call) (any, *failure) {
	key, f := s.menu(c)
	if f != nil {
		return nil, f
	}
	return append([]Command{}, s.menus[key]...), nil
}

func (s *Server) deleteMyCommands(c *call) (any, *failure) {
	key, f := s.menu(c)
	if f != nil {
		return nil, f
	}
	delete(s.menus, key)
	s.touch()
	return true, nil
}

// shown is the menu that a person sees in a chat: the narrowest scope that
// has one wins, in the person's language before any.
func (s *Server) shown(ch *chat, personID int64, language string) []Command {
	for _, scope := range s.scopes(ch, personID) {
		for _, lang := range []string{language, ""} {
			if menu := s.menus[menuKey{scope, lang}]; len(menu) > 0 {
				return menu
			}
		}
	}
	return nil
}

func (s *Server) scopes(ch *chat, personID int64) []string {
	chat := fmt.Sprintf("chat:%d", ch.id)
	if ch.private() {
		return []string{chat, "all_private_chats", "default"}
	}
	scopes := []string{fmt.Sprintf("chat_member:%d:%d", ch.id, personID)}
	if status := s.status(ch, personID); status == "administrator" || status == "creator" {
		scopes = append(scopes, fmt.Sprintf("chat_administrators:%d", ch.id), chat, "all_chat_administrators")
	}
	return append(scopes, chat, "all_group_chats", "default")
}

// Menu is the menu of commands that the person sees in the private chat.
func (p *Person) Menu() []Command {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return append([]Command{}, p.s.shown(p.chat, p.id, languageOf(p.profile.Lang))...)
}

func languageOf(tag string) string {
	if len(tag) > 2 {
		return tag[:2]
	}
	return tag
}
