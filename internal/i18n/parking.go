package i18n

// ParkingTexts is what the screen says where the reply window is shut, and
// about replies that wait: parked, scheduled, promised.
type ParkingTexts struct {
	Parked string
}

var parkingDE = ParkingTexts{
	Parked: "geparkt",
}

var parkingEN = ParkingTexts{
	Parked: "parked",
}
