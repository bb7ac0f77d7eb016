package emulator

import (
	"regexp"
	"slices"
)

// botProfile is what the bot says of itself.
type botProfile struct {
	name         string
	descriptions map[string]string // by method and language
	menuButton   dictionary
}

func (s *Server) getMe(*call) (any, *failure) {
	me := s.user(s.botID)
	me["can_join_groups"] = true
	me["can_read_all_group_messages"] = s.opt.ReadsAllGroupMessages
	me["supports_inline_queries"] = false
	return me, nil
}

func (s *Server) setMyName(c *call) (any, *failure) {
	if units(c.text("name")) > 64 {
		return nil, badRequest("bot name is too long")
	}
	if c.text("name") != "" && c.text("language_code") == "" {
		s.profile.name = c.text("name")
	}
	return s.describe(c, "name", 64)
}

func (s *Server) setMyDescription(c *call) (any, *failure) {
	return s.describe(c, "description", 512)
}

func (s *Server) setMyShortDescription(c *call) (any, *failure) {
	return s.describe(c, "short_description", 120)
}

func (s *Server) describe(c *call, field string, most int) (any, *failure) {
	if units(c.text(field)) > most {
		return nil, badRequest("bot %s is too long", field)
	}
	if f := checkLanguage(c.text("language_code")); f != nil {
		return nil, f
	}
	if s.profile.descriptions == nil {
		s.profile.descriptions = map[string]string{}
	}
	s.profile.descriptions[field+":"+c.text("language_code")] = c.text(field)
	s.touch()
	return true, nil
}

func checkLanguage(code string) *failure {
	if regexp.MustCompile(`^([a-z]{2})?$`).MatchString(code) {
		return nil
	}
	return badRequest("invalid language code specified")
}

func (s *Server) setChatMenuButton(c *call) (any, *failure) {
	if c.has("chat_id") {
		if _, f := s.known(c); f != nil {
			return nil, f
		}
	}
	s.profile.menuButton = c.object("menu_button")
	return true, nil
}

func (s *Server) getChat(c *call) (any, *failure) {
	ch, f := s.known(c)
	if f != nil {
		return nil, f
	}
	v := ch.view()
	v["accent_color_id"], v["max_reaction_count"] = 0, 11
	v["accepted_gift_types"] = dictionary{}
	if m := ch.message(ch.pinned); m != nil {
		v["pinned_message"] = s.view(m)
	}
	return v, nil
}

func (s *Server) getChatMember(c *call) (any, *failure) {
	ch, f := s.known(c)
	if f != nil {
		return nil, f
	}
	id := c.integer("user_id")
	who := s.user(id)
	if who == nil {
		return nil, badRequest("PARTICIPANT_ID_INVALID")
	}
	return memberView(s.status(ch, id), who), nil
}

func memberView(status string, who dictionary) dictionary {
	v := dictionary{"status": status, "user": who}
	switch status {
	case "kicked":
		v["until_date"] = 0
	case "administrator":
		v["can_be_edited"], v["can_manage_chat"], v["is_anonymous"] = false, true, false
	case "restricted":
		v["is_member"], v["can_send_messages"], v["until_date"] = true, false, 0
	case "creator":
		v["is_anonymous"] = false
	}
	return v
}

func (s *Server) sendChatAction(c *call) (any, *failure) {
	known := []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
		"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
	if !slices.Contains(known, c.text("action")) {
		return nil, badRequest("wrong parameter action in request")
	}
	ch, f := s.reachable(c)
	if f != nil {
		return nil, f
	}
	ch.action, ch.actionAt = c.text("action"), s.opt.Ticks()
	s.touch()
	return true, nil
}
