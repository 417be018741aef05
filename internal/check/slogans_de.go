package check

// slogans are words of profile names that name no person, wherever they stand:
// devices, apps, food, clubs, countries and what somebody believes in.
var slogans = list(`
	iphone ipad macbook samsung galaxy huawei xiaomi redmi nokia telegram whatsapp signal viber snapchat instagram insta tiktok facebook youtube
	pizza döner doener kebab kebap burger sushi shisha bar fck nzs afd acab bvb fc sv vfl vfb hsv fcb schalke borussia bayern galatasaray fenerbahçe beşiktaş
	trabzonspor madrid barcelona chelsea arsenal liverpool ultras
	palestine palestina palästina gaza kurdistan kurdistana türkiye turkiye turkey deutschland germany syria syrien ukraine ukraini ukraina україна україни россия
	russia albania kosova kosovo serbia srbija hrvatska bosna polska romania românia afghanistan iran irak iraq maroc morocco algerie algeria tunisia nigeria ghana eritrea
	allah allahu akbar inshallah inschallah mashallah maschallah alhamdulillah bismillah islam jesus christus god gott lord amen
	offline anrufe anrufen calls call calling ruhrpott heimat freedom freiheit peace frieden loves liebt
`)

// startSlogans are words that make a slogan only at the beginning.
var startSlogans = list(`free freies slava rip dad daddy mom mommy mum mummy bro brudi bruda digga diggi diggah bruh sis babe bae baba anne abi abla dayı amca onkel hoşgeldin team simply just only`)

// offices stand before a last name or, with some, before a first one.
var offices = list(`imam hodscha hoca scheich sheikh pfarrer pfarrerin pastor pastorin pater father vikar med dent habil phil rer nat jur iur oec`)

// ornaments stand before a first name that somebody has made into a stage name.
var ornaments = list(`dj mc real the lil little big official mister itz its iam`)

// academic titles stand before first names, too.
var academic = list(`dr doktor prof professor professorin dipl ing mag`)
