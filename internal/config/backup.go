package config

import (
	"strconv"
	"time"
)

// Backup says where backups go, for whom they are sealed and how long they stay.
type Backup struct {
	Dir       string        `yaml:"dir" doc:"folder for backups, best on another disk, relative to the folder of this file; empty: the folder backups beside the database"`
	EncryptTo []string      `yaml:"encrypt_to" doc:"public keys (age1…) that open them, or files with such; empty: you are asked for a passphrase"`
	Keep      int           `yaml:"keep" doc:"how many of the newest stay"`
	MaxAge    time.Duration `yaml:"max_age" doc:"how old one may get: who was erased is still in older ones; 0s: any age"`
	Remind    time.Duration `yaml:"remind" doc:"from which age of the last good one on you are reminded; 0s: never"`
}

func defaultBackup() Backup {
	return Backup{Keep: 7, MaxAge: 90 * 24 * time.Hour, Remind: 8 * 24 * time.Hour}
}

const (
	mostBackups  = 1000
	maxBackupAge = 10 * 365 * 24 * time.Hour
)

func validateBackup(c Backup, r *reader) {
	if c.Keep < 1 || c.Keep > mostBackups {
		r.at("backup.keep", Mistake{Kind: KindOneOf, Value: strconv.Itoa(c.Keep), Want: "1 … " + strconv.Itoa(mostBackups)})
	}
	r.within("backup.max_age", c.MaxAge, 0, maxBackupAge)
	r.within("backup.remind", c.Remind, 0, maxBackupAge)
}
