package handlers

import (
	"encoding/json"
	"time"

	"samovar/internal/space"
)

// The file that a person gets: names that can be read, times in UTC.
type (
	allData struct {
		Made     time.Time   `json:"made"`
		Telegram int64       `json:"telegram_id"`
		Home     string      `json:"chosen_point,omitempty"`
		Points   []pointData `json:"points"`
	}

	// pointData is what one Point keeps.
	pointData struct {
		Point         string            `json:"point"`
		Zone          string            `json:"time_zone"`
		Profile       *profileData      `json:"profile"`
		Conversation  *conversationData `json:"open_conversation"`
		Roles         rolesData         `json:"roles"`
		Communities   []communityData   `json:"communities"`
		Bookings      []bookingData     `json:"bookings"`
		Elsewhere     []bookingData     `json:"bookings_of_others_that_name_you"`
		Wishes        []wishData        `json:"places_in_the_queue"`
		Passed        []missData        `json:"other_times_that_passed_you_over"`
		Lifts         []liftData        `json:"places_in_the_queue_you_put_first"`
		Log           []logData         `json:"log_lines_that_name_you"`
		Since         time.Time         `json:"bookings_of_others_looked_through_since,omitzero"` // where there are too many
		Series        []seriesData      `json:"series"`
		Links         []linkData        `json:"links_you_made"`
		Announcements []castData        `json:"announcements"`
		GroupsAsked   []string          `json:"groups_you_were_asked_about"`
		House         []string          `json:"changes_of_the_house_you_made"`
		Unreachable   *reachData        `json:"cannot_be_written_to"`
		Messages      map[string]int    `json:"messages_by_name"`
		Planned       []plannedData     `json:"planned_for_you"`
	}

	profileData struct {
		Name      string      `json:"name"`
		Username  string      `json:"username,omitempty"`
		Language  string      `json:"language"`
		Agreed    time.Time   `json:"agreed_to_be_remembered,omitzero"`
		Community string      `json:"community_booked_for_last,omitempty"`
		Leaving   time.Time   `json:"asked_to_be_forgotten,omitzero"`
		Settings  settingData `json:"settings"`
	}

	settingData struct {
		Digest    string   `json:"own_digest,omitempty"`
		When      string   `json:"digest_time,omitempty"`
		Quiet     string   `json:"quiet_hours,omitempty"`
		Unwanted  []string `json:"reminders_not_wanted,omitempty"`
		Interests []string `json:"interests,omitempty"`
	}

	conversationData struct {
		About   string          `json:"about"`
		Step    string          `json:"step"`
		Answers json.RawMessage `json:"answers,omitempty"`
		Last    time.Time       `json:"last_word"`
	}

	rolesData struct {
		Admin      bool       `json:"admin"`
		InConfig   bool       `json:"named_in_the_settings_file"`
		Approves   []string   `json:"approves_rooms,omitempty"`
		AwayUntil  *time.Time `json:"away_until,omitempty"`
		StandsFor  []string   `json:"stands_in_for,omitempty"`
		WasRemoved bool       `json:"was_removed_from_the_admins,omitempty"`
	}

	communityData struct {
		ID       string        `json:"id"`
		Name     string        `json:"name"`
		About    string        `json:"about,omitempty"`
		State    string        `json:"state"`
		Lead     bool          `json:"you_lead_it"`
		Proposed bool          `json:"you_proposed_it,omitempty"`
		Decided  bool          `json:"you_decided_about_it,omitempty"`
		Decision *decisionData `json:"decision,omitempty"` // where they proposed it or decided
	}

	slotData struct {
		Room  string    `json:"room"`
		Start time.Time `json:"start"`
		End   time.Time `json:"end"`
	}

	bookingData struct {
		Number string `json:"number"`
		State  string `json:"state"`
		slotData
		space.Event
		Community string        `json:"community,omitempty"`
		Series    string        `json:"series,omitempty"`
		Made      time.Time     `json:"made"`
		Roles     []string      `json:"your_part,omitempty"`
		Decision  *decisionData `json:"decision,omitempty"`
		StillOn   *remarkData   `json:"said_that_it_takes_place,omitempty"`
		Begun     *remarkData   `json:"checked_in,omitempty"`
		Remarks   []remarkData  `json:"remarks,omitempty"`
		Change    *changeData   `json:"change,omitempty"`
	}

	remarkData struct {
		By   string    `json:"by"`
		At   time.Time `json:"at"`
		Text string    `json:"text,omitempty"`
	}

	decisionData struct {
		By     string    `json:"by,omitempty"`
		At     time.Time `json:"at"`
		State  string    `json:"state"`
		Reason string    `json:"reason,omitempty"`
	}

	wishData struct {
		Number string `json:"number"`
		State  string `json:"state"`
		space.Event
		Community string      `json:"community,omitempty"`
		Want      space.Want  `json:"wants"`
		Joined    time.Time   `json:"joined"`
		Offer     *slotData   `json:"offer,omitempty"`
		Lifted    *remarkData `json:"put_first,omitempty"`
		Passed    []missData  `json:"times_that_passed_it_over,omitempty"`
	}

	// missData is a time that was freed and not offered to them, and why.
	missData struct {
		At   time.Time `json:"at"`
		Slot slotData  `json:"slot"`
		Why  string    `json:"why"`
	}

	// liftData is another's place in the queue that they put first.
	liftData struct {
		Number string    `json:"number"`
		Title  string    `json:"title"`
		At     time.Time `json:"at"`
		Reason string    `json:"your_reason,omitempty"`
	}

	logData struct {
		Booking string    `json:"booking"`
		At      time.Time `json:"at"`
		By      string    `json:"by,omitempty"`
		From    string    `json:"from,omitempty"`
		To      string    `json:"to"`
		Slot    slotData  `json:"slot"`
		Was     *slotData `json:"was,omitempty"`
		Wanted  *slotData `json:"wanted,omitempty"`
		Answer  string    `json:"answer,omitempty"`
		Heir    string    `json:"handed_to,omitempty"`
		Reason  string    `json:"reason,omitempty"`
	}

	// changeData is a change that was asked for.
	changeData struct {
		slotData
		space.Event
		By       string        `json:"by"`
		At       time.Time     `json:"at"`
		Decision *decisionData `json:"decision,omitempty"`
	}

	seriesData struct {
		ID        string       `json:"id"`
		Event     space.Event  `json:"event"`
		Rule      space.Rule   `json:"rule"`
		Community string       `json:"community,omitempty"`
		Later     []space.Date `json:"dates_not_asked_for_yet,omitempty"`
		Roles     []string     `json:"your_part,omitempty"`
	}

	linkData struct {
		Kind    string    `json:"makes"`
		About   string    `json:"about,omitempty"`
		Expires time.Time `json:"good_until"`
	}

	castData struct {
		Text   string    `json:"text"`
		Begun  time.Time `json:"begun"`
		Part   string    `json:"your_part"`
		Missed string    `json:"did_not_reach_you,omitempty"` // why
	}

	reachData struct {
		Why   string    `json:"why"`
		Since time.Time `json:"since"`
	}

	plannedData struct {
		What string    `json:"what"`
		At   time.Time `json:"at"`
	}
)
