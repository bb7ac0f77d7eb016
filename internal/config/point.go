package config

// Point is a Boiling Point as the file describes it.
type Point struct {
	ID                string          `yaml:"id"`
	Name              Text            `yaml:"name"`
	Address           Text            `yaml:"address"`
	Zone              string          `yaml:"zone"`
	Headcount         int             `yaml:"headcount" default:"250"`
	Hours             Week            `yaml:"hours"`
	Closures          []Closure       `yaml:"closures"`
	Notice            Duration        `yaml:"notice" default:"2h"`
	HorizonDays       int             `yaml:"horizon_days" default:"182"`
	Shortest          Duration        `yaml:"shortest" default:"30m"`
	Longest           Duration        `yaml:"longest" default:"12h"`
	Rules             []Text          `yaml:"rules"`
	Reminders         []Duration      `yaml:"reminders" default:"7d,24h,1h"`
	UndecidedAfter    Duration        `yaml:"undecided_after" default:"24h"`
	StillOn           []Duration      `yaml:"still_on" default:"14d,7d"`
	ReleaseUnanswered bool            `yaml:"release_unanswered" default:"false"`
	NoShowAfter       Duration        `yaml:"no_show_after" default:"20m"`
	Policy            Policy          `yaml:"policy"`
	Retention         Retention       `yaml:"retention"`
	Digest            string          `yaml:"digest" default:"0 10 * * 1"`
	Topics            []Topic         `yaml:"topics"`
	Admins            []int64         `yaml:"admins"`
	EquipmentNames    map[string]Text `yaml:"equipment_names"`
	Rooms             []Room          `yaml:"rooms"`
	Communities       []Community     `yaml:"communities"`
}

// Text is said in three languages. Where one is missing, Russian stands in.
type Text struct {
	RU string `yaml:"ru"`
	EN string `yaml:"en"`
	ZH string `yaml:"zh"`
}

// Week is the opening hours of each day.
type Week struct {
	Mon Hours `yaml:"mon" default:"09:00-22:00"`
	Tue Hours `yaml:"tue" default:"09:00-22:00"`
	Wed Hours `yaml:"wed" default:"09:00-22:00"`
	Thu Hours `yaml:"thu" default:"09:00-22:00"`
	Fri Hours `yaml:"fri" default:"09:00-22:00"`
	Sat Hours `yaml:"sat" default:"09:00-22:00"`
	Sun Hours `yaml:"sun" default:"closed"`
}

// Closure is days on which the Point, or a room of it, is closed.
type Closure struct {
	From   Date   `yaml:"from"`
	To     Date   `yaml:"to"` // not given: the one day From
	Room   string `yaml:"room"`
	Reason Text   `yaml:"reason"`
}

// Topic is what communities are about and readers care for.
type Topic struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"`
}

// Room is what can be reserved.
type Room struct {
	ID        string     `yaml:"id"`
	Name      Text       `yaml:"name"`
	Aliases   []string   `yaml:"aliases"`
	Seats     int        `yaml:"seats"`
	Equipment []string   `yaml:"equipment"`
	SetUp     Duration   `yaml:"set_up" default:"15m"`
	ClearUp   Duration   `yaml:"clear_up" default:"15m"`
	Approval  bool       `yaml:"approval" default:"true"`
	Approvers []int64    `yaml:"approvers"`
	StillOn   []Duration `yaml:"still_on"`
}

// Community is one of the seed list.
type Community struct {
	ID       string  `yaml:"id"`
	Name     string  `yaml:"name"`
	Language string  `yaml:"language" default:"ru" oneof:"ru en zh"`
	Leads    []int64 `yaml:"leads"`
	Chat     int64   `yaml:"chat"`
}
