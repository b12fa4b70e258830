BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE applications (
	cohort VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	state TEXT NOT NULL, 
	form TEXT NOT NULL, 
	response TEXT NOT NULL, 
	submitted VARCHAR, modified VARCHAR, vanished TEXT DEFAULT '' NOT NULL, answers TEXT DEFAULT '{}' NOT NULL, 
	PRIMARY KEY (cohort, role, person)
);
INSERT INTO "applications" VALUES('2027-peers','mentee','p-5p7u27y6kl','Chiara Russo','chiara.russo@example.org','valid','peer-mentee','2027-01-12T10:02:00 r-baiiyyzczz','2027-01-12T10:02:00',NULL,'','{"":4,"full_name":[1,-1,"Chiara Russo"],"email":[2,-1,"chiara.russo@example.org"],"unit":[3,-1,"School of Science",["SCI"]],"department":[4,-1,"Physics"],"languages":[5,-1,"English",["en"]],"goals":[6,-1,"Research funding;Well-being",["research_funding","wellbeing"]],"themes":[7,-1,"Teaching",["teaching"]],"meeting_modes":[8,-1,"Otaniemi;Remotely",["otaniemi","remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-k44r2jjbow','Gabriel Okoye','gabriel.okoye@example.org','valid','peer-mentee','2027-01-16T10:06:00 r-6gplnxsk6h','2027-01-16T10:06:00',NULL,'','{"":8,"full_name":[1,-1,"Gabriel Okoye"],"email":[2,-1,"gabriel.okoye@example.org"],"unit":[3,-1,"School of Science",["SCI"]],"department":[4,-1,"Computing"],"languages":[5,-1,"English",["en"]],"goals":[6,-1,"Teaching;Research funding",["teaching","research_funding"]],"themes":[7,-1,"Well-being",["wellbeing"]],"meeting_modes":[8,-1,"Remotely",["remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-miw2kd7kwv','Aune Lampinen','aune.lampinen@example.org','valid','peer-mentee','2027-01-10T10:00:00 r-3v5ojzxqkg','2027-01-10T10:00:00',NULL,'','{"":2,"full_name":[1,-1,"Aune Lampinen"],"email":[2,-1,"aune.lampinen@example.org"],"unit":[3,-1,"School of Arts, Design and Architecture",["ARTS"]],"department":[4,-1,"Design"],"languages":[5,-1,"Finnish;English",["fi","en"]],"goals":[6,-1,"Well-being;Teaching",["wellbeing","teaching"]],"themes":[7,-1,"Project management",["project_management"]],"meeting_modes":[8,-1,"Otaniemi;Remotely",["otaniemi","remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-n67jx44x32','Daniela Petrova','daniela.petrova@example.org','valid','peer-mentee','2027-01-13T10:03:00 r-v7kxpsa42x','2027-01-13T10:03:00',NULL,'','{"":5,"full_name":[1,-1,"Daniela Petrova"],"email":[2,-1,"daniela.petrova@example.org"],"unit":[3,-1,"School of Engineering",["ENG"]],"department":[4,-1,"Energy"],"languages":[5,-1,"English",["en"]],"goals":[6,-1,"Project management;Teaching",["project_management","teaching"]],"themes":[7,-1,"Research funding",["research_funding"]],"meeting_modes":[8,-1,"Remotely",["remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-pusg3adv2w','Hilkka Mattila','hilkka.mattila@example.org','valid','peer-mentee','2027-01-17T10:07:00 r-re2bwvnwxe','2027-01-17T10:07:00',NULL,'','{"":9,"full_name":[1,-1,"Hilkka Mattila"],"email":[2,-1,"hilkka.mattila@example.org"],"unit":[3,-1,"School of Business",["BIZ"]],"department":[4,-1,"Marketing"],"languages":[5,-1,"Finnish;English",["fi","en"]],"goals":[6,-1,"Well-being;Supervisory work",["wellbeing","supervisory_work"]],"themes":[7,-1,"New role or change",["new_role"]],"meeting_modes":[8,-1,"Otaniemi",["otaniemi"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-u7wcshmfpz','Frida Löfgren','frida.lofgren@example.org','valid','peer-mentee','2027-01-15T10:05:00 r-47orsliu43','2027-01-15T10:05:00',NULL,'','{"":7,"full_name":[1,-1,"Frida Löfgren"],"email":[2,-1,"frida.lofgren@example.org"],"unit":[3,-1,"University Services",["services"]],"department":[4,-1,"HR"],"languages":[5,-1,"Swedish;Finnish",["sv","fi"]],"goals":[6,-1,"Supervisory work;New role or change",["supervisory_work","new_role"]],"themes":[7,-1,"Well-being",["wellbeing"]],"meeting_modes":[8,-1,"Otaniemi;Remotely",["otaniemi","remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-wfajgek6a5','Birger Nyholm','birger.nyholm@example.org','withdrawn','peer-mentee','2027-01-11T10:01:00 r-vcmwvsjtv5','2027-01-11T10:01:00',NULL,'','{"":3,"full_name":[1,-1,"Birger Nyholm"],"email":[2,-1,"birger.nyholm@example.org"],"unit":[3,-1,"School of Business",["BIZ"]],"department":[4,-1,"Finance"],"languages":[5,-1,"Swedish;English",["sv","en"]],"goals":[6,-1,"Research funding;Project management",["research_funding","project_management"]],"themes":[7,-1,"Well-being",["wellbeing"]],"meeting_modes":[8,-1,"Remotely",["remote"]],"consent":[9,-1,"Yes",true]}');
INSERT INTO "applications" VALUES('2027-peers','mentee','p-zodoconngp','Eino Vahtera','eino.vahtera@example.org','valid','peer-mentee','2027-01-14T10:04:00 r-btdwuogb6i','2027-01-14T10:04:00',NULL,'','{"":6,"full_name":[1,-1,"Eino Vahtera"],"email":[2,-1,"eino.vahtera@example.org"],"unit":[3,-1,"University Services",["services"]],"department":[4,-1,"Library"],"languages":[5,-1,"Finnish",["fi"]],"goals":[6,-1,"New role or change;Well-being",["new_role","wellbeing"]],"themes":[7,-1,"Supervisory work",["supervisory_work"]],"meeting_modes":[8,-1,"Otaniemi",["otaniemi"]],"consent":[9,-1,"Yes",true]}');
CREATE TABLE calendar_events (
	cohort VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	stamp TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (cohort, event, person)
);
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-n67jx44x32',0,'2026-11-28T06:51:52+00:00','217f69224e2ba5d36f905d91b816d5d039d7e683934a7396c04916e92c2fff98');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-wfajgek6a5',0,'2026-11-28T06:51:52+00:00','b7469d8e60509cf82ca9dfe118e2b3b354c100e40710fdc2ef3c474f2c127a8e');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-miw2kd7kwv',0,'2026-11-28T06:51:52+00:00','3c1aae71eeb6c37861aa5c1cec15c0f50da73a02d02857175b7992be2a82962f');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-zodoconngp',0,'2026-11-28T06:51:52+00:00','468ab44944cd4db807de477b3cdefa95733ed68f0b718d3ca17c34528749a517');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-5p7u27y6kl',0,'2026-11-28T06:51:52+00:00','d4923696e4fa5ca5a3570b83de43cdf91e0ec23b31f291fa57aca2134e944854');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-k44r2jjbow',0,'2026-11-28T06:51:52+00:00','19a5109d6d267d27f28b06b645f5cdf09b1738eb7ffdd4ac58579bd89f118977');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-pusg3adv2w',0,'2026-11-28T06:51:52+00:00','9157213cf3b1f1b06efdcff804947a2eb030d2e51f0b5c21edc2fdb69bb2c028');
INSERT INTO "calendar_events" VALUES('2027-peers','kickoff','p-u7wcshmfpz',0,'2026-11-28T06:51:52+00:00','edf5285462010d646cc002237ca6a38281801f71a352ad0c0bfc421fb99fc2f2');
CREATE TABLE cohorts (
	"key" VARCHAR NOT NULL, 
	programme TEXT NOT NULL, 
	state TEXT NOT NULL, 
	dates JSON NOT NULL, 
	gatherings JSON NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "cohorts" VALUES('2027-peers','peer','running','{"call_opens": "2027-01-18", "call_closes": "2027-02-12", "kickoff": "2027-03-11", "midpoint": "2027-05-20", "wrapup": "2027-09-16"}','{"kickoff": {"key": "kickoff", "starts": "12:00:00", "ends": "13:30:00", "zone": "Europe/Helsinki", "place": "", "link": "https://meet.example.org/peers"}}');
CREATE TABLE corrections (
	cohort VARCHAR NOT NULL, 
	form VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	header VARCHAR NOT NULL, 
	occurrence INTEGER NOT NULL, 
	said TEXT NOT NULL, 
	value TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	PRIMARY KEY (cohort, form, answer, header, occurrence)
);
CREATE TABLE decisions (
	cohort VARCHAR NOT NULL, 
	mentee VARCHAR NOT NULL, 
	mentor VARCHAR NOT NULL, 
	kind TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, overrides JSON, until DATE, 
	PRIMARY KEY (cohort, mentee, mentor)
);
INSERT INTO "decisions" VALUES('2027-peers','p-5p7u27y6kl','p-k44r2jjbow','keep','They asked for it.','2026-11-28T06:51:46+00:00','anna','[]',NULL);
INSERT INTO "decisions" VALUES('2027-peers','p-miw2kd7kwv','p-pusg3adv2w','forbid','They know each other.','2026-11-28T06:51:46+00:00','anna','[]',NULL);
CREATE TABLE drafts (
	"key" VARCHAR NOT NULL, 
	cohort TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	person TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	language TEXT NOT NULL, 
	file TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	sent_sha256 TEXT NOT NULL, 
	sent_at TEXT NOT NULL, 
	reply TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-n67jx44x32/0','2027-peers','kickoff','p-n67jx44x32','mentee valid','en','2027-peers/invitations/kickoff-k-d7rfjxrzer-daniela-petrova.eml','512e307a89d0c4aee7603f527c1efbe802709eaaa9a459a7f79113a63de5052e','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-wfajgek6a5/0','2027-peers','kickoff','p-wfajgek6a5','mentee valid','sv','2027-peers/invitations/kickoff-k-e4z3xvijka-birger-nyholm.eml','b0ef2085eef7b4b915b72891ea0c001dc846d29016c41759ce0ff38f87a43544','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-miw2kd7kwv/0','2027-peers','kickoff','p-miw2kd7kwv','mentee valid','fi','2027-peers/invitations/kickoff-k-2ftuhf66qe-aune-lampinen.eml','b2ddda9b30148b2a6f45eb8c0dc2b13781e170dc42b9b3b5395188347f1bc6bd','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-zodoconngp/0','2027-peers','kickoff','p-zodoconngp','mentee valid','fi','2027-peers/invitations/kickoff-k-llxlmc63na-eino-vahtera.eml','dcecf7f20e40ee134258eeea65d054e1b824b9f02b695cc058b8cf6c67213eab','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-5p7u27y6kl/0','2027-peers','kickoff','p-5p7u27y6kl','mentee valid','en','2027-peers/invitations/kickoff-k-4nbe23i54a-chiara-russo.eml','a39604b3e9575b1c582a35bba011f73bd2456bd362c049c043632506b519de98','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-k44r2jjbow/0','2027-peers','kickoff','p-k44r2jjbow','mentee valid','en','2027-peers/invitations/kickoff-k-errf2fiqzg-gabriel-okoye.eml','4bfea51bf54f996ad1c14d348d23a46b3422ecf5846a93b4d823c3a3e7467293','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-pusg3adv2w/0','2027-peers','kickoff','p-pusg3adv2w','mentee valid','fi','2027-peers/invitations/kickoff-k-4nreyvnfjg-hilkka-mattila.eml','678bcf1b6d2273fe41529c73d11587f19e32e07e98149dd9dfbb5a552aa13c0d','waiting','','','','','');
INSERT INTO "drafts" VALUES('2027-peers/kickoff/p-u7wcshmfpz/0','2027-peers','kickoff','p-u7wcshmfpz','mentee valid','sv','2027-peers/invitations/kickoff-k-aodbjmv4wt-frida-lofgren.eml','4c61c7dd013478ec2b4a130fa4f7cb17de3648c74f6b3ed7940e0d6b12a974d9','waiting','','','','','');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	command TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	what TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'2026-11-28T06:51:41+00:00','anna','cohort new','2027-peers','cohort of peer made');
INSERT INTO "events" VALUES(2,'2026-11-28T06:51:41+00:00','anna','import peers-pairs.csv','2027-peers','import i-7dydvfb3ho: 8 rows');
INSERT INTO "events" VALUES(3,'2026-11-28T06:51:43+00:00','anna','match 2027-peers','2027-peers','plan proposed: 4 matches');
INSERT INTO "events" VALUES(4,'2026-11-28T06:51:44+00:00','anna','plan keep','2027-peers','1 decisions by hand');
INSERT INTO "events" VALUES(5,'2026-11-28T06:51:44+00:00','anna','plan keep','2027-peers','plan proposed: 4 matches');
INSERT INTO "events" VALUES(6,'2026-11-28T06:51:46+00:00','anna','plan forbid','2027-peers','2 decisions by hand');
INSERT INTO "events" VALUES(7,'2026-11-28T06:51:46+00:00','anna','plan forbid','2027-peers','plan proposed: 4 matches');
INSERT INTO "events" VALUES(8,'2026-11-28T06:51:48+00:00','anna','match 2027-peers','2027-peers','plan proposed: 4 matches');
INSERT INTO "events" VALUES(9,'2026-11-28T06:51:49+00:00','anna','plan approve','2027-peers','plan 4 approved');
INSERT INTO "events" VALUES(10,'2026-11-28T06:51:50+00:00','anna','agreement render','2027-peers','agreements made: 4');
INSERT INTO "events" VALUES(11,'2026-11-28T06:51:51+00:00','anna','agreement signed','p-5p7u27y6kl','signed agreement m-mw4x5h5uxn');
INSERT INTO "events" VALUES(12,'2026-11-28T06:51:52+00:00','anna','invite kickoff','2027-peers','invited to kickoff: 8');
INSERT INTO "events" VALUES(13,'2026-11-28T06:51:54+00:00','anna','session log','m-mw4x5h5uxn','session logged');
INSERT INTO "events" VALUES(14,'2026-11-28T06:51:55+00:00','anna','pair extend','m-mw4x5h5uxn','match agreed: 2027-12-15');
INSERT INTO "events" VALUES(15,'2026-11-28T06:51:57+00:00','anna','session read','m-akmbklf4hb','came back: kickoff');
INSERT INTO "events" VALUES(16,'2026-11-28T06:51:57+00:00','anna','session read','m-akmbklf4hb','came back: midpoint');
INSERT INTO "events" VALUES(17,'2026-11-28T06:51:57+00:00','anna','session read','m-akmbklf4hb','came back: kickoff');
INSERT INTO "events" VALUES(18,'2026-11-28T06:51:59+00:00','anna','application withdraw','p-wfajgek6a5','withdrawn as mentee of 2027-peers');
INSERT INTO "events" VALUES(19,'2026-11-28T06:51:59+00:00','anna','replan 2027-peers','2027-peers','plan proposed: 3 matches');
INSERT INTO "events" VALUES(20,'2026-11-28T06:52:01+00:00','anna','plan approve','2027-peers','plan 5 approved');
INSERT INTO "events" VALUES(21,'2026-11-28T06:52:02+00:00','anna','agreement render','2027-peers','agreements made: 3');
CREATE TABLE forgotten (
	cohort VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	PRIMARY KEY (cohort, answer)
);
CREATE TABLE history (
	id INTEGER NOT NULL, 
	cohort TEXT NOT NULL, 
	role TEXT NOT NULL, 
	person TEXT NOT NULL, 
	form TEXT NOT NULL, 
	response TEXT NOT NULL, 
	submitted VARCHAR, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	field TEXT NOT NULL, 
	value JSON NOT NULL, 
	import_id TEXT NOT NULL, 
	file TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	cell TEXT NOT NULL, 
	header TEXT NOT NULL, 
	raw TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE identities (
	cohort VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	other_email VARCHAR NOT NULL, 
	other_name VARCHAR NOT NULL, 
	verdict TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	PRIMARY KEY (cohort, email, name, other_email, other_name)
);
CREATE TABLE import_rows (
	import_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (import_id, number)
);
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',2,'new','p-miw2kd7kwv','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',3,'new','p-wfajgek6a5','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',4,'new','p-5p7u27y6kl','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',5,'new','p-n67jx44x32','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',6,'new','p-zodoconngp','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',7,'new','p-u7wcshmfpz','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',8,'new','p-k44r2jjbow','');
INSERT INTO "import_rows" VALUES('i-7dydvfb3ho',9,'new','p-pusg3adv2w','');
CREATE TABLE imports (
	id VARCHAR NOT NULL, 
	cohort TEXT NOT NULL, 
	role TEXT NOT NULL, 
	form TEXT NOT NULL, 
	file TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	counts JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "imports" VALUES('i-7dydvfb3ho','2027-peers','mentee','peer-mentee','peers-pairs.csv','b032d7c0d835993a1671f83583c7ef2c7e3d564c2ca2d42378fdbf0070ffaa56','2026-11-28T06:51:41+00:00','anna','{"new": 8, "changed": 0, "unchanged": 0, "problem": 0, "skipped": 0}');
CREATE TABLE lease (
	id INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	host TEXT NOT NULL, 
	process INTEGER NOT NULL, 
	since TEXT NOT NULL, 
	command TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE lives (
	cohort VARCHAR NOT NULL, 
	"match" VARCHAR NOT NULL, 
	mentor TEXT NOT NULL, 
	mentees JSON NOT NULL, 
	language TEXT NOT NULL, 
	state TEXT NOT NULL, 
	first TEXT NOT NULL, 
	proposed DATE NOT NULL, 
	since DATE NOT NULL, 
	starts DATE NOT NULL, 
	ends DATE NOT NULL, 
	rhythm_days INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (cohort, "match")
);
INSERT INTO "lives" VALUES('2027-peers','m-mw4x5h5uxn','','["p-5p7u27y6kl", "p-k44r2jjbow"]','en','agreed','mentee','2027-03-11','2027-02-10','2027-03-11','2027-12-15',30,'');
CREATE TABLE looked (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	next TEXT NOT NULL, 
	event INTEGER NOT NULL, 
	files TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "looked" VALUES(1,'2027-02-15','2027-02-18',21,'104ff84a566f0be4717bf50c23f96c7660ec4fe6296cfefb27b41d3d6b4d7fbc');
CREATE TABLE origins (
	id INTEGER NOT NULL, 
	cohort TEXT NOT NULL, 
	import_id TEXT NOT NULL, 
	file TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	cells TEXT NOT NULL, 
	header TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "origins" VALUES(1,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','B#','Name','direct');
INSERT INTO "origins" VALUES(2,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','C#','E-mail address','direct');
INSERT INTO "origins" VALUES(3,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','D#','School or unit','option');
INSERT INTO "origins" VALUES(4,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','E#','Department','direct');
INSERT INTO "origins" VALUES(5,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','F#','In which language(s) would you like to be mentored?','split');
INSERT INTO "origins" VALUES(6,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','G#','What would you like to work on? Choose up to three','split');
INSERT INTO "origins" VALUES(7,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','H#','What can you offer to an equal?','split');
INSERT INTO "origins" VALUES(8,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','I#','How could you meet?','split');
INSERT INTO "origins" VALUES(9,'2027-peers','i-7dydvfb3ho','peers-pairs.csv','','J#','I have read the privacy notice and my answers may be shown as marked','option');
CREATE TABLE outbox (
	"key" VARCHAR NOT NULL, 
	cohort TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	person TEXT NOT NULL, 
	due TEXT NOT NULL, 
	file TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	message JSON, 
	PRIMARY KEY ("key")
);
CREATE TABLE people (
	id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('p-5p7u27y6kl','Chiara Russo','chiara.russo@example.org');
INSERT INTO "people" VALUES('p-k44r2jjbow','Gabriel Okoye','gabriel.okoye@example.org');
INSERT INTO "people" VALUES('p-miw2kd7kwv','Aune Lampinen','aune.lampinen@example.org');
INSERT INTO "people" VALUES('p-n67jx44x32','Daniela Petrova','daniela.petrova@example.org');
INSERT INTO "people" VALUES('p-pusg3adv2w','Hilkka Mattila','hilkka.mattila@example.org');
INSERT INTO "people" VALUES('p-u7wcshmfpz','Frida Löfgren','frida.lofgren@example.org');
INSERT INTO "people" VALUES('p-wfajgek6a5','Birger Nyholm','birger.nyholm@example.org');
INSERT INTO "people" VALUES('p-zodoconngp','Eino Vahtera','eino.vahtera@example.org');
CREATE TABLE plans (
	id INTEGER NOT NULL, 
	cohort TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	content JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "plans" VALUES(1,'2027-peers','superseded','2026-11-28T06:51:43+00:00','anna','{"cohort": "2027-peers", "inputs": "99d6c415a8fa7d6be8da4e2b6dd948605488ecced44729aa0563b4b877d13c38", "version": "0.1.0", "matches": [{"id": "m-akmbklf4hb", "mentor": "", "mentees": ["p-n67jx44x32", "p-wfajgek6a5"], "language": "en", "score": 1049, "pairs": [{"mentee": "p-n67jx44x32", "score": 466, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Birger Nyholm has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Birger Nyholm offers none of these themes"}, {"criterion": "language", "points": 66, "most": 100, "because": "Birger Nyholm speaks \u201cEnglish\u201d, which Daniela put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Birger Nyholm can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Daniela Petrova asks for \u201cProject management\u201d and \u201cTeaching\u201d; Birger Nyholm has the same goals (\u201cProject management\u201d), speaks \u201cEnglish\u201d, which Daniela put first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}, {"mentee": "p-wfajgek6a5", "score": 583, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Daniela Petrova has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Daniela Petrova offers \u201cResearch funding\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Daniela Petrova puts \u201cEnglish\u201d first, which Birger chose too"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Daniela Petrova can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Birger Nyholm asks for \u201cResearch funding\u201d and \u201cProject management\u201d; Daniela Petrova has the same goals (\u201cProject management\u201d), offers \u201cResearch funding\u201d, puts \u201cEnglish\u201d first, which Birger chose too, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}]}, {"id": "m-gto2aobcpw", "mentor": "", "mentees": ["p-u7wcshmfpz", "p-zodoconngp"], "language": "fi", "score": 1099, "pairs": [{"mentee": "p-u7wcshmfpz", "score": 483, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Eino Vahtera has the same goals (\u201cNew role or change\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Eino Vahtera offers \u201cSupervisory work\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Eino Vahtera puts \u201cFinnish\u201d first, which Frida chose too"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Eino Vahtera can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Frida L\u00f6fgren asks for \u201cSupervisory work\u201d and \u201cNew role or change\u201d; Eino Vahtera has the same goals (\u201cNew role or change\u201d), offers \u201cSupervisory work\u201d, puts \u201cFinnish\u201d first, which Frida chose too, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-zodoconngp", "score": 616, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Frida L\u00f6fgren has the same goals (\u201cNew role or change\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Frida L\u00f6fgren offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 66, "most": 100, "because": "Frida L\u00f6fgren speaks \u201cFinnish\u201d, which Eino put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Frida L\u00f6fgren can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Eino Vahtera asks for \u201cNew role or change\u201d and \u201cWell-being\u201d; Frida L\u00f6fgren has the same goals (\u201cNew role or change\u201d), offers \u201cWell-being\u201d, speaks \u201cFinnish\u201d, which Eino put first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-iphxotqny2", "mentor": "", "mentees": ["p-miw2kd7kwv", "p-pusg3adv2w"], "language": "fi", "score": 900, "pairs": [{"mentee": "p-miw2kd7kwv", "score": 400, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Hilkka Mattila has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Hilkka Mattila offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Hilkka Mattila also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Hilkka Mattila can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Aune Lampinen asks for \u201cWell-being\u201d and \u201cTeaching\u201d; Hilkka Mattila has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-pusg3adv2w", "score": 500, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Aune Lampinen has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Aune Lampinen offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Aune Lampinen also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Aune Lampinen can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Hilkka Mattila asks for \u201cWell-being\u201d and \u201cSupervisory work\u201d; Aune Lampinen has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-mw4x5h5uxn", "mentor": "", "mentees": ["p-5p7u27y6kl", "p-k44r2jjbow"], "language": "en", "score": 1200, "pairs": [{"mentee": "p-5p7u27y6kl", "score": 550, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Gabriel Okoye has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Gabriel Okoye offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Gabriel Okoye also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Gabriel Okoye can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Chiara Russo asks for \u201cResearch funding\u201d and \u201cWell-being\u201d; Gabriel Okoye has the same goals (\u201cResearch funding\u201d), offers \u201cWell-being\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}, {"mentee": "p-k44r2jjbow", "score": 650, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Chiara Russo has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Chiara Russo offers \u201cTeaching\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Chiara Russo also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Chiara Russo can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Gabriel Okoye asks for \u201cTeaching\u201d and \u201cResearch funding\u201d; Chiara Russo has the same goals (\u201cResearch funding\u201d), offers \u201cTeaching\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}]}], "waiting": [], "unused": [], "stages": [{"key": "seated", "value": 8, "bound": 8, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "worst_served", "value": 400, "bound": 400, "unit": "points", "proof": "branch_and_bound"}, {"key": "total", "value": 4248, "bound": 4248, "unit": "points", "proof": "branch_and_bound"}, {"key": "tie_break", "value": 57597, "bound": 57597, "unit": "hash points", "proof": "branch_and_bound"}], "rules": [{"rule": "same_person", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "common_language", "blocked": 7, "alone": 7, "of": 28, "kind": "mates"}, {"rule": "line_relation", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "not_with", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "earlier_match", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "own_unit", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}], "decisions": [], "profile": "463fe3023aae7a1c30d50e72a4ae2d188f224c60df5574b3aeb0457abf650e39", "against": [], "most_moves": null, "certificate": null, "seal": "9605aec9919df5151b31b2908999a3eb95cc5b80dd17f821db4e71ae081f9ab8"}');
INSERT INTO "plans" VALUES(2,'2027-peers','superseded','2026-11-28T06:51:44+00:00','anna','{"cohort": "2027-peers", "inputs": "d10288779cc9f10f5f6a82bb9ac865d12710ec980c749ff8fff1e0c5ad18eb6c", "version": "0.1.0", "matches": [{"id": "m-akmbklf4hb", "mentor": "", "mentees": ["p-n67jx44x32", "p-wfajgek6a5"], "language": "en", "score": 1049, "pairs": [{"mentee": "p-n67jx44x32", "score": 466, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Birger Nyholm has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Birger Nyholm offers none of these themes"}, {"criterion": "language", "points": 66, "most": 100, "because": "Birger Nyholm speaks \u201cEnglish\u201d, which Daniela put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Birger Nyholm can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Daniela Petrova asks for \u201cProject management\u201d and \u201cTeaching\u201d; Birger Nyholm has the same goals (\u201cProject management\u201d), speaks \u201cEnglish\u201d, which Daniela put first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}, {"mentee": "p-wfajgek6a5", "score": 583, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Daniela Petrova has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Daniela Petrova offers \u201cResearch funding\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Daniela Petrova puts \u201cEnglish\u201d first, which Birger chose too"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Daniela Petrova can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Birger Nyholm asks for \u201cResearch funding\u201d and \u201cProject management\u201d; Daniela Petrova has the same goals (\u201cProject management\u201d), offers \u201cResearch funding\u201d, puts \u201cEnglish\u201d first, which Birger chose too, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}]}, {"id": "m-gto2aobcpw", "mentor": "", "mentees": ["p-u7wcshmfpz", "p-zodoconngp"], "language": "fi", "score": 1099, "pairs": [{"mentee": "p-u7wcshmfpz", "score": 483, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Eino Vahtera has the same goals (\u201cNew role or change\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Eino Vahtera offers \u201cSupervisory work\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Eino Vahtera puts \u201cFinnish\u201d first, which Frida chose too"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Eino Vahtera can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Frida L\u00f6fgren asks for \u201cSupervisory work\u201d and \u201cNew role or change\u201d; Eino Vahtera has the same goals (\u201cNew role or change\u201d), offers \u201cSupervisory work\u201d, puts \u201cFinnish\u201d first, which Frida chose too, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-zodoconngp", "score": 616, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Frida L\u00f6fgren has the same goals (\u201cNew role or change\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Frida L\u00f6fgren offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 66, "most": 100, "because": "Frida L\u00f6fgren speaks \u201cFinnish\u201d, which Eino put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Frida L\u00f6fgren can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Eino Vahtera asks for \u201cNew role or change\u201d and \u201cWell-being\u201d; Frida L\u00f6fgren has the same goals (\u201cNew role or change\u201d), offers \u201cWell-being\u201d, speaks \u201cFinnish\u201d, which Eino put first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-iphxotqny2", "mentor": "", "mentees": ["p-miw2kd7kwv", "p-pusg3adv2w"], "language": "fi", "score": 900, "pairs": [{"mentee": "p-miw2kd7kwv", "score": 400, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Hilkka Mattila has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Hilkka Mattila offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Hilkka Mattila also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Hilkka Mattila can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Aune Lampinen asks for \u201cWell-being\u201d and \u201cTeaching\u201d; Hilkka Mattila has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-pusg3adv2w", "score": 500, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Aune Lampinen has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Aune Lampinen offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Aune Lampinen also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Aune Lampinen can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Hilkka Mattila asks for \u201cWell-being\u201d and \u201cSupervisory work\u201d; Aune Lampinen has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-mw4x5h5uxn", "mentor": "", "mentees": ["p-5p7u27y6kl", "p-k44r2jjbow"], "language": "en", "score": 1200, "pairs": [{"mentee": "p-5p7u27y6kl", "score": 550, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Gabriel Okoye has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Gabriel Okoye offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Gabriel Okoye also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Gabriel Okoye can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Chiara Russo asks for \u201cResearch funding\u201d and \u201cWell-being\u201d; Gabriel Okoye has the same goals (\u201cResearch funding\u201d), offers \u201cWell-being\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}, {"mentee": "p-k44r2jjbow", "score": 650, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Chiara Russo has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Chiara Russo offers \u201cTeaching\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Chiara Russo also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Chiara Russo can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Gabriel Okoye asks for \u201cTeaching\u201d and \u201cResearch funding\u201d; Chiara Russo has the same goals (\u201cResearch funding\u201d), offers \u201cTeaching\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}]}], "waiting": [], "unused": [], "stages": [{"key": "seated", "value": 8, "bound": 8, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "worst_served", "value": 400, "bound": 400, "unit": "points", "proof": "branch_and_bound"}, {"key": "total", "value": 4248, "bound": 4248, "unit": "points", "proof": "branch_and_bound"}, {"key": "tie_break", "value": 57597, "bound": 57597, "unit": "hash points", "proof": "branch_and_bound"}], "rules": [{"rule": "same_person", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "common_language", "blocked": 7, "alone": 7, "of": 28, "kind": "mates"}, {"rule": "line_relation", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "not_with", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "earlier_match", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "own_unit", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}], "decisions": [{"mentee": "p-5p7u27y6kl", "mentor": "p-k44r2jjbow", "kind": "keep", "why": "They asked for it.", "overrides": [], "until": null}], "profile": "463fe3023aae7a1c30d50e72a4ae2d188f224c60df5574b3aeb0457abf650e39", "against": [], "most_moves": null, "certificate": null, "seal": "e8880bb288c36e9cb546f3ba0b0953b3bbde9e0c245b526991ea7c5cb18ec8ba"}');
INSERT INTO "plans" VALUES(3,'2027-peers','superseded','2026-11-28T06:51:46+00:00','anna','{"cohort": "2027-peers", "inputs": "9ca7301b38dcfd65c17776b68eee9c2bbcc28d99f6c4e78138c5783566878541", "version": "0.1.0", "matches": [{"id": "m-akmbklf4hb", "mentor": "", "mentees": ["p-n67jx44x32", "p-wfajgek6a5"], "language": "en", "score": 1049, "pairs": [{"mentee": "p-n67jx44x32", "score": 466, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Birger Nyholm has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Birger Nyholm offers none of these themes"}, {"criterion": "language", "points": 66, "most": 100, "because": "Birger Nyholm speaks \u201cEnglish\u201d, which Daniela put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Birger Nyholm can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Daniela Petrova asks for \u201cProject management\u201d and \u201cTeaching\u201d; Birger Nyholm has the same goals (\u201cProject management\u201d), speaks \u201cEnglish\u201d, which Daniela put first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}, {"mentee": "p-wfajgek6a5", "score": 583, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Daniela Petrova has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Daniela Petrova offers \u201cResearch funding\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Daniela Petrova puts \u201cEnglish\u201d first, which Birger chose too"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Daniela Petrova can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Birger Nyholm asks for \u201cResearch funding\u201d and \u201cProject management\u201d; Daniela Petrova has the same goals (\u201cProject management\u201d), offers \u201cResearch funding\u201d, puts \u201cEnglish\u201d first, which Birger chose too, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}]}, {"id": "m-hvo67qniiy", "mentor": "", "mentees": ["p-miw2kd7kwv", "p-zodoconngp"], "language": "fi", "score": 900, "pairs": [{"mentee": "p-miw2kd7kwv", "score": 400, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Eino Vahtera has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Eino Vahtera offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Eino Vahtera also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Eino Vahtera can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Aune Lampinen asks for \u201cWell-being\u201d and \u201cTeaching\u201d; Eino Vahtera has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-zodoconngp", "score": 500, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Aune Lampinen has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Aune Lampinen offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Aune Lampinen also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Aune Lampinen can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Eino Vahtera asks for \u201cNew role or change\u201d and \u201cWell-being\u201d; Aune Lampinen has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-mw4x5h5uxn", "mentor": "", "mentees": ["p-5p7u27y6kl", "p-k44r2jjbow"], "language": "en", "score": 1200, "pairs": [{"mentee": "p-5p7u27y6kl", "score": 550, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Gabriel Okoye has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Gabriel Okoye offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Gabriel Okoye also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Gabriel Okoye can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Chiara Russo asks for \u201cResearch funding\u201d and \u201cWell-being\u201d; Gabriel Okoye has the same goals (\u201cResearch funding\u201d), offers \u201cWell-being\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}, {"mentee": "p-k44r2jjbow", "score": 650, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Chiara Russo has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Chiara Russo offers \u201cTeaching\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Chiara Russo also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Chiara Russo can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Gabriel Okoye asks for \u201cTeaching\u201d and \u201cResearch funding\u201d; Chiara Russo has the same goals (\u201cResearch funding\u201d), offers \u201cTeaching\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}]}, {"id": "m-qmv3wab6n6", "mentor": "", "mentees": ["p-pusg3adv2w", "p-u7wcshmfpz"], "language": "fi", "score": 1099, "pairs": [{"mentee": "p-pusg3adv2w", "score": 616, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Frida L\u00f6fgren offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 66, "most": 100, "because": "Frida L\u00f6fgren speaks \u201cFinnish\u201d, which Hilkka put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Frida L\u00f6fgren can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Hilkka Mattila asks for \u201cWell-being\u201d and \u201cSupervisory work\u201d; Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d), offers \u201cWell-being\u201d, speaks \u201cFinnish\u201d, which Hilkka put first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-u7wcshmfpz", "score": 483, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Hilkka Mattila has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Hilkka Mattila offers \u201cNew role or change\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Hilkka Mattila puts \u201cFinnish\u201d first, which Frida chose too"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Hilkka Mattila can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Frida L\u00f6fgren asks for \u201cSupervisory work\u201d and \u201cNew role or change\u201d; Hilkka Mattila has the same goals (\u201cSupervisory work\u201d), offers \u201cNew role or change\u201d, puts \u201cFinnish\u201d first, which Frida chose too, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}], "waiting": [], "unused": [], "stages": [{"key": "seated", "value": 8, "bound": 8, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "worst_served", "value": 400, "bound": 400, "unit": "points", "proof": "branch_and_bound"}, {"key": "total", "value": 4248, "bound": 4248, "unit": "points", "proof": "branch_and_bound"}, {"key": "tie_break", "value": 75993, "bound": 75993, "unit": "hash points", "proof": "branch_and_bound"}], "rules": [{"rule": "same_person", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "common_language", "blocked": 7, "alone": 7, "of": 28, "kind": "mates"}, {"rule": "line_relation", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "not_with", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "earlier_match", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "own_unit", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}], "decisions": [{"mentee": "p-5p7u27y6kl", "mentor": "p-k44r2jjbow", "kind": "keep", "why": "They asked for it.", "overrides": [], "until": null}, {"mentee": "p-miw2kd7kwv", "mentor": "p-pusg3adv2w", "kind": "forbid", "why": "They know each other.", "overrides": [], "until": null}], "profile": "463fe3023aae7a1c30d50e72a4ae2d188f224c60df5574b3aeb0457abf650e39", "against": [], "most_moves": null, "certificate": null, "seal": "77e07bb8d779dc1cb5c840a77b271519d6ede664219348f012a7b6e23b2e196e"}');
INSERT INTO "plans" VALUES(4,'2027-peers','superseded','2026-11-28T06:51:48+00:00','anna','{"cohort": "2027-peers", "inputs": "9ca7301b38dcfd65c17776b68eee9c2bbcc28d99f6c4e78138c5783566878541", "version": "0.1.0", "matches": [{"id": "m-akmbklf4hb", "mentor": "", "mentees": ["p-n67jx44x32", "p-wfajgek6a5"], "language": "en", "score": 1049, "pairs": [{"mentee": "p-n67jx44x32", "score": 466, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Birger Nyholm has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Birger Nyholm offers none of these themes"}, {"criterion": "language", "points": 66, "most": 100, "because": "Birger Nyholm speaks \u201cEnglish\u201d, which Daniela put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Birger Nyholm can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Daniela Petrova asks for \u201cProject management\u201d and \u201cTeaching\u201d; Birger Nyholm has the same goals (\u201cProject management\u201d), speaks \u201cEnglish\u201d, which Daniela put first, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}, {"mentee": "p-wfajgek6a5", "score": 583, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Daniela Petrova has the same goals (\u201cProject management\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Daniela Petrova offers \u201cResearch funding\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Daniela Petrova puts \u201cEnglish\u201d first, which Birger chose too"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Daniela Petrova can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Birger Nyholm asks for \u201cResearch funding\u201d and \u201cProject management\u201d; Daniela Petrova has the same goals (\u201cProject management\u201d), offers \u201cResearch funding\u201d, puts \u201cEnglish\u201d first, which Birger chose too, and can meet in the same way (\u201cRemotely\u201d).", "kept_by_hand": false}]}, {"id": "m-hvo67qniiy", "mentor": "", "mentees": ["p-miw2kd7kwv", "p-zodoconngp"], "language": "fi", "score": 900, "pairs": [{"mentee": "p-miw2kd7kwv", "score": 400, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Eino Vahtera has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Eino Vahtera offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Eino Vahtera also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Eino Vahtera can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Aune Lampinen asks for \u201cWell-being\u201d and \u201cTeaching\u201d; Eino Vahtera has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-zodoconngp", "score": 500, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Aune Lampinen has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Aune Lampinen offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Aune Lampinen also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Aune Lampinen can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Eino Vahtera asks for \u201cNew role or change\u201d and \u201cWell-being\u201d; Aune Lampinen has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-mw4x5h5uxn", "mentor": "", "mentees": ["p-5p7u27y6kl", "p-k44r2jjbow"], "language": "en", "score": 1200, "pairs": [{"mentee": "p-5p7u27y6kl", "score": 550, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Gabriel Okoye has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Gabriel Okoye offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Gabriel Okoye also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Gabriel Okoye can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Chiara Russo asks for \u201cResearch funding\u201d and \u201cWell-being\u201d; Gabriel Okoye has the same goals (\u201cResearch funding\u201d), offers \u201cWell-being\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}, {"mentee": "p-k44r2jjbow", "score": 650, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Chiara Russo has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Chiara Russo offers \u201cTeaching\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Chiara Russo also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Chiara Russo can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Gabriel Okoye asks for \u201cTeaching\u201d and \u201cResearch funding\u201d; Chiara Russo has the same goals (\u201cResearch funding\u201d), offers \u201cTeaching\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}]}, {"id": "m-qmv3wab6n6", "mentor": "", "mentees": ["p-pusg3adv2w", "p-u7wcshmfpz"], "language": "fi", "score": 1099, "pairs": [{"mentee": "p-pusg3adv2w", "score": 616, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Frida L\u00f6fgren offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 66, "most": 100, "because": "Frida L\u00f6fgren speaks \u201cFinnish\u201d, which Hilkka put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Frida L\u00f6fgren can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Hilkka Mattila asks for \u201cWell-being\u201d and \u201cSupervisory work\u201d; Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d), offers \u201cWell-being\u201d, speaks \u201cFinnish\u201d, which Hilkka put first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-u7wcshmfpz", "score": 483, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Hilkka Mattila has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Hilkka Mattila offers \u201cNew role or change\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Hilkka Mattila puts \u201cFinnish\u201d first, which Frida chose too"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Hilkka Mattila can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Frida L\u00f6fgren asks for \u201cSupervisory work\u201d and \u201cNew role or change\u201d; Hilkka Mattila has the same goals (\u201cSupervisory work\u201d), offers \u201cNew role or change\u201d, puts \u201cFinnish\u201d first, which Frida chose too, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}], "waiting": [], "unused": [], "stages": [{"key": "seated", "value": 8, "bound": 8, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "worst_served", "value": 400, "bound": 400, "unit": "points", "proof": "branch_and_bound"}, {"key": "total", "value": 4248, "bound": 4248, "unit": "points", "proof": "branch_and_bound"}, {"key": "tie_break", "value": 75993, "bound": 75993, "unit": "hash points", "proof": "branch_and_bound"}], "rules": [{"rule": "same_person", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "common_language", "blocked": 7, "alone": 7, "of": 28, "kind": "mates"}, {"rule": "line_relation", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "not_with", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "earlier_match", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}, {"rule": "own_unit", "blocked": 0, "alone": 0, "of": 28, "kind": "mates"}], "decisions": [{"mentee": "p-5p7u27y6kl", "mentor": "p-k44r2jjbow", "kind": "keep", "why": "They asked for it.", "overrides": [], "until": null}, {"mentee": "p-miw2kd7kwv", "mentor": "p-pusg3adv2w", "kind": "forbid", "why": "They know each other.", "overrides": [], "until": null}], "profile": "463fe3023aae7a1c30d50e72a4ae2d188f224c60df5574b3aeb0457abf650e39", "against": [], "most_moves": null, "certificate": null, "seal": "77e07bb8d779dc1cb5c840a77b271519d6ede664219348f012a7b6e23b2e196e"}');
INSERT INTO "plans" VALUES(5,'2027-peers','approved','2026-11-28T06:51:59+00:00','anna','{"cohort": "2027-peers", "inputs": "73b5b70eb53cdff066d5ade7f488169f8426fc07b70ee94f00de63fe9a077de2", "version": "0.1.0", "matches": [{"id": "m-hvo67qniiy", "mentor": "", "mentees": ["p-miw2kd7kwv", "p-zodoconngp"], "language": "fi", "score": 900, "pairs": [{"mentee": "p-miw2kd7kwv", "score": 400, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Eino Vahtera has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Eino Vahtera offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Eino Vahtera also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Eino Vahtera can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Aune Lampinen asks for \u201cWell-being\u201d and \u201cTeaching\u201d; Eino Vahtera has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-zodoconngp", "score": 500, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Aune Lampinen has the same goals (\u201cWell-being\u201d)"}, {"criterion": "themes", "points": 0, "most": 300, "because": "Aune Lampinen offers none of these themes"}, {"criterion": "language", "points": 100, "most": 100, "because": "Aune Lampinen also puts \u201cFinnish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Aune Lampinen can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Eino Vahtera asks for \u201cNew role or change\u201d and \u201cWell-being\u201d; Aune Lampinen has the same goals (\u201cWell-being\u201d), also puts \u201cFinnish\u201d first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}, {"id": "m-mw4x5h5uxn", "mentor": "", "mentees": ["p-5p7u27y6kl", "p-k44r2jjbow"], "language": "en", "score": 1200, "pairs": [{"mentee": "p-5p7u27y6kl", "score": 550, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Gabriel Okoye has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Gabriel Okoye offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Gabriel Okoye also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Gabriel Okoye can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Chiara Russo asks for \u201cResearch funding\u201d and \u201cWell-being\u201d; Gabriel Okoye has the same goals (\u201cResearch funding\u201d), offers \u201cWell-being\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}, {"mentee": "p-k44r2jjbow", "score": 650, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Chiara Russo has the same goals (\u201cResearch funding\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Chiara Russo offers \u201cTeaching\u201d"}, {"criterion": "language", "points": 100, "most": 100, "because": "Chiara Russo also puts \u201cEnglish\u201d first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Chiara Russo can meet in the same way (\u201cRemotely\u201d)"}], "reason": "Gabriel Okoye asks for \u201cTeaching\u201d and \u201cResearch funding\u201d; Chiara Russo has the same goals (\u201cResearch funding\u201d), offers \u201cTeaching\u201d, also puts \u201cEnglish\u201d first, and can meet in the same way (\u201cRemotely\u201d). Kept by hand.", "kept_by_hand": true}]}, {"id": "m-qmv3wab6n6", "mentor": "", "mentees": ["p-pusg3adv2w", "p-u7wcshmfpz"], "language": "fi", "score": 1099, "pairs": [{"mentee": "p-pusg3adv2w", "score": 616, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Frida L\u00f6fgren offers \u201cWell-being\u201d"}, {"criterion": "language", "points": 66, "most": 100, "because": "Frida L\u00f6fgren speaks \u201cFinnish\u201d, which Hilkka put first"}, {"criterion": "meeting_mode", "points": 200, "most": 200, "because": "Frida L\u00f6fgren can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Hilkka Mattila asks for \u201cWell-being\u201d and \u201cSupervisory work\u201d; Frida L\u00f6fgren has the same goals (\u201cSupervisory work\u201d), offers \u201cWell-being\u201d, speaks \u201cFinnish\u201d, which Hilkka put first, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}, {"mentee": "p-u7wcshmfpz", "score": 483, "parts": [{"criterion": "shared_goals", "points": 200, "most": 400, "because": "Hilkka Mattila has the same goals (\u201cSupervisory work\u201d)"}, {"criterion": "themes", "points": 150, "most": 300, "because": "Hilkka Mattila offers \u201cNew role or change\u201d"}, {"criterion": "language", "points": 33, "most": 100, "because": "Hilkka Mattila puts \u201cFinnish\u201d first, which Frida chose too"}, {"criterion": "meeting_mode", "points": 100, "most": 200, "because": "Hilkka Mattila can meet in the same way (\u201cOtaniemi\u201d)"}], "reason": "Frida L\u00f6fgren asks for \u201cSupervisory work\u201d and \u201cNew role or change\u201d; Hilkka Mattila has the same goals (\u201cSupervisory work\u201d), offers \u201cNew role or change\u201d, puts \u201cFinnish\u201d first, which Frida chose too, and can meet in the same way (\u201cOtaniemi\u201d).", "kept_by_hand": false}]}], "waiting": [{"person": "p-n67jx44x32", "code": "would_not_fill_group", "reason": "The rules allow Daniela Petrova with 4 others, but no circle can be filled for them without leaving somebody else without a place.", "best": [["p-k44r2jjbow", 1150], ["p-miw2kd7kwv", 949], ["p-5p7u27y6kl", 800]]}], "unused": [], "stages": [{"key": "seated", "value": 6, "bound": 6, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "fewest_moves", "value": 0, "bound": 0, "unit": "mentees", "proof": "branch_and_bound"}, {"key": "worst_served", "value": 400, "bound": 400, "unit": "points", "proof": "branch_and_bound"}, {"key": "total", "value": 3199, "bound": 3199, "unit": "points", "proof": "branch_and_bound"}, {"key": "tie_break", "value": 75329, "bound": 75329, "unit": "hash points", "proof": "branch_and_bound"}], "rules": [{"rule": "same_person", "blocked": 0, "alone": 0, "of": 21, "kind": "mates"}, {"rule": "common_language", "blocked": 6, "alone": 6, "of": 21, "kind": "mates"}, {"rule": "line_relation", "blocked": 0, "alone": 0, "of": 21, "kind": "mates"}, {"rule": "not_with", "blocked": 0, "alone": 0, "of": 21, "kind": "mates"}, {"rule": "earlier_match", "blocked": 0, "alone": 0, "of": 21, "kind": "mates"}, {"rule": "own_unit", "blocked": 0, "alone": 0, "of": 21, "kind": "mates"}], "decisions": [{"mentee": "p-5p7u27y6kl", "mentor": "p-k44r2jjbow", "kind": "keep", "why": "They asked for it.", "overrides": [], "until": null}, {"mentee": "p-miw2kd7kwv", "mentor": "p-pusg3adv2w", "kind": "forbid", "why": "They know each other.", "overrides": [], "until": null}], "profile": "463fe3023aae7a1c30d50e72a4ae2d188f224c60df5574b3aeb0457abf650e39", "against": [["p-5p7u27y6kl", "p-k44r2jjbow"], ["p-miw2kd7kwv", "p-zodoconngp"], ["p-pusg3adv2w", "p-u7wcshmfpz"]], "most_moves": null, "certificate": null, "seal": "227ef82fd939dc2f3c950e1b8df09c317a257df807592fd5150449305575bc62"}');
CREATE TABLE pool (
	programme VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	capacity INTEGER, 
	paused_until DATE, 
	PRIMARY KEY (programme, person)
);
CREATE TABLE raw_exports (
	import_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	cohort TEXT NOT NULL, 
	form TEXT NOT NULL, 
	proposal JSON NOT NULL, 
	PRIMARY KEY (import_id)
);
INSERT INTO "raw_exports" VALUES('i-7dydvfb3ho',1,'2027-peers','peer-mentee','{"table": {"file": "peers-pairs.csv", "sha256": "b032d7c0d835993a1671f83583c7ef2c7e3d564c2ca2d42378fdbf0070ffaa56", "kind": "csv", "sheet": "", "rows": [], "visible": true}, "dialect": "google_csv", "header_row": 1, "role": "mentee", "columns": [{"letter": "A", "header": "Timestamp", "occurrence": 1, "field": "@submitted", "confidence": 100, "reason": "own column of Google Forms (linked sheet)", "samples": [], "alternatives": [], "date_order": "ymd", "option": "", "answers": ""}, {"letter": "B", "header": "Name", "occurrence": 1, "field": "full_name", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "C", "header": "E-mail address", "occurrence": 1, "field": "email", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "D", "header": "School or unit", "occurrence": 1, "field": "unit", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "E", "header": "Department", "occurrence": 1, "field": "department", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "F", "header": "In which language(s) would you like to be mentored?", "occurrence": 1, "field": "languages", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "G", "header": "What would you like to work on? Choose up to three", "occurrence": 1, "field": "goals", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "H", "header": "What can you offer to an equal?", "occurrence": 1, "field": "themes", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "I", "header": "How could you meet?", "occurrence": 1, "field": "meeting_modes", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}, {"letter": "J", "header": "I have read the privacy notice and my answers may be shown as marked", "occurrence": 1, "field": "consent", "confidence": 100, "reason": "the question of this field", "samples": [], "alternatives": [], "date_order": "", "option": "", "answers": ""}], "certain": true, "remembered": "", "problems": [], "base": null, "variant": false}');
CREATE TABLE raw_rows (
	import_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	answer TEXT NOT NULL, 
	cells JSON NOT NULL, 
	PRIMARY KEY (import_id, number)
);
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',1,'@head','["Timestamp", "Name", "E-mail address", "School or unit", "Department", "In which language(s) would you like to be mentored?", "What would you like to work on? Choose up to three", "What can you offer to an equal?", "How could you meet?", "I have read the privacy notice and my answers may be shown as marked"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',2,'2027-01-10T10:00:00 r-3v5ojzxqkg','["2027-01-10 10:00:00", "Aune Lampinen", "aune.lampinen@example.org", "School of Arts, Design and Architecture", "Design", "Finnish;English", "Well-being;Teaching", "Project management", "Otaniemi;Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',3,'2027-01-11T10:01:00 r-vcmwvsjtv5','["2027-01-11 10:01:00", "Birger Nyholm", "birger.nyholm@example.org", "School of Business", "Finance", "Swedish;English", "Research funding;Project management", "Well-being", "Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',4,'2027-01-12T10:02:00 r-baiiyyzczz','["2027-01-12 10:02:00", "Chiara Russo", "chiara.russo@example.org", "School of Science", "Physics", "English", "Research funding;Well-being", "Teaching", "Otaniemi;Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',5,'2027-01-13T10:03:00 r-v7kxpsa42x','["2027-01-13 10:03:00", "Daniela Petrova", "daniela.petrova@example.org", "School of Engineering", "Energy", "English", "Project management;Teaching", "Research funding", "Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',6,'2027-01-14T10:04:00 r-btdwuogb6i','["2027-01-14 10:04:00", "Eino Vahtera", "eino.vahtera@example.org", "University Services", "Library", "Finnish", "New role or change;Well-being", "Supervisory work", "Otaniemi", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',7,'2027-01-15T10:05:00 r-47orsliu43','["2027-01-15 10:05:00", "Frida Löfgren", "frida.lofgren@example.org", "University Services", "HR", "Swedish;Finnish", "Supervisory work;New role or change", "Well-being", "Otaniemi;Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',8,'2027-01-16T10:06:00 r-6gplnxsk6h','["2027-01-16 10:06:00", "Gabriel Okoye", "gabriel.okoye@example.org", "School of Science", "Computing", "English", "Teaching;Research funding", "Well-being", "Remotely", "Yes"]');
INSERT INTO "raw_rows" VALUES('i-7dydvfb3ho',9,'2027-01-17T10:07:00 r-re2bwvnwxe','["2027-01-17 10:07:00", "Hilkka Mattila", "hilkka.mattila@example.org", "School of Business", "Marketing", "Finnish;English", "Well-being;Supervisory work", "New role or change", "Otaniemi", "Yes"]');
CREATE TABLE repeats (
	mark VARCHAR NOT NULL, 
	cohort TEXT NOT NULL, 
	event INTEGER NOT NULL, 
	imports JSON NOT NULL, 
	told JSON NOT NULL, 
	PRIMARY KEY (mark)
);
INSERT INTO "repeats" VALUES('6d25c274e5fd38f68dd5344d63e08f202e6f622373a17286bb9cfa3f6954402e','2027-peers',2,'["i-7dydvfb3ho"]','{"blocks": [{"text": "peers-pairs.csv", "strong": true, "hang": 0, "verbatim": false}, {"text": "mentees, google_csv, remembered form peer-mentee; 10 columns imported, 0 not", "strong": false, "hang": 0, "verbatim": false}, {"columns": ["file", "rows", "new", "changed", "unchanged", "problem", "skipped"], "rows": [["peers-pairs.csv", "8", "0", "0", "8", "0", "0"]], "title": "Where every row ended", "right": ["rows", "new", "changed", "unchanged", "problem", "skipped"]}], "data": {"cohort": "2027-peers", "written": true, "imports": [{"file": "peers-pairs.csv", "sha256": "b032d7c0d835993a1671f83583c7ef2c7e3d564c2ca2d42378fdbf0070ffaa56", "role": "mentee", "form": "peer-mentee", "dialect": "google_csv", "rows": 8, "counts": {"new": 0, "changed": 0, "unchanged": 8, "problem": 0, "skipped": 0}, "not_imported": [], "missing": [], "ends": []}]}, "problems": [], "next_steps": ["mentorcli match 2027-peers"]}');
CREATE TABLE returns (
	cohort VARCHAR NOT NULL, 
	"match" VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	score INTEGER, 
	word TEXT NOT NULL, 
	PRIMARY KEY (cohort, "match", person, kind)
);
INSERT INTO "returns" VALUES('2027-peers','m-akmbklf4hb','p-n67jx44x32','kickoff','2027-02-11',NULL,'yes');
INSERT INTO "returns" VALUES('2027-peers','m-akmbklf4hb','p-n67jx44x32','midpoint','2027-02-11',4,'');
INSERT INTO "returns" VALUES('2027-peers','m-akmbklf4hb','p-wfajgek6a5','kickoff','2027-02-11',NULL,'yes');
CREATE TABLE selected (
	cohort VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	employer TEXT NOT NULL, 
	code TEXT NOT NULL, 
	nominated_by TEXT NOT NULL, 
	language TEXT NOT NULL, 
	PRIMARY KEY (cohort, number)
);
CREATE TABLE sessions (
	cohort VARCHAR NOT NULL, 
	"match" VARCHAR NOT NULL, 
	mentee VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	PRIMARY KEY (cohort, "match", mentee, "on")
);
INSERT INTO "sessions" VALUES('2027-peers','m-mw4x5h5uxn','','2027-02-09');
CREATE TABLE signatures (
	cohort VARCHAR NOT NULL, 
	"match" VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	"on" DATE NOT NULL, 
	PRIMARY KEY (cohort, "match", person)
);
INSERT INTO "signatures" VALUES('2027-peers','m-mw4x5h5uxn','p-5p7u27y6kl','2027-01-20');
CREATE TABLE staff (
	id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	PRIMARY KEY (id)
);
COMMIT;
