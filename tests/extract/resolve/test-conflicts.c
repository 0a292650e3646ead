/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree, in articles as they are read: of each kind some that do, and some that
 * only seem to. */
#include "config.h"

#include "cases.h"
#include "extract/dln-kinds.h"

typedef struct
{
  const char *name;
  const char *expected; /* "kind: a / b" of each conflict, "" for none */
  Article     articles[3];
} Example;

static const Example numbers[] = {
  { "toll",
    "number: 12 people / 15 people",
    { { "One", "2021-05-04",
        "Ferry sinks off Velm\n\nA ferry sank off Velm on Monday, killing 12 people, the coast "
        "guard said." },
      { "Two", "2021-05-04",
        "Ferry disaster\n\nThe coast guard said 15 people were killed when a ferry sank off Velm "
        "on Monday." } } },
  { "arrests",
    "number: 40 protesters / 65 protesters",
    { { "One", "2021-03-02",
        "Velm\n\nPolice arrested 40 protesters outside the parliament in Velm on Tuesday." },
      { "Two", "2021-03-02",
        "Arrests in Velm\n\nOn Tuesday 65 protesters were arrested by police outside the "
        "parliament in Velm." } } },
  { "things",
    "number: seven trucks / nine trucks",
    { { "One", "2021-06-11",
        "Customs raid\n\nOn Thursday customs officers of the Harbour Police seized seven trucks in "
        "Ostry." },
      { "Two", "2021-06-11",
        "Ostry\n\nThe Harbour Police seized nine trucks in Ostry on Thursday, the prosecutor "
        "said." } } },
  { "part",
    "",
    { { "One", "2021-05-04",
        "Ferry sinks\n\nA ferry sank off Velm on Monday, killing 12 people, the coast guard "
        "said." },
      { "Two", "2021-05-04",
        "Ferry disaster\n\nThree women were killed when a ferry sank off Velm on Monday, the "
        "hospital said." } } },
  { "sum",
    "",
    { { "One", "2021-05-04",
        "Velm blast\n\nAn explosion in Velm killed three people on Monday, police said." },
      { "Two", "2021-05-04",
        "Blast\n\nAn explosion in Velm killed two women and a man on Monday, the mayor said." } } },
  { "bound",
    "",
    { { "One", "2021-05-04",
        "Velm blast\n\nAn explosion in Velm killed at least 12 people on Monday, police said." },
      { "Two", "2021-05-04",
        "Blast\n\nAn explosion in Velm killed 14 people on Monday, the mayor said." } } },
  { "others",
    "",
    { { "One", "2021-05-04",
        "Velm blast\n\nAn explosion in Velm killed 12 people on Monday, police said." },
      { "Two", "2021-05-04",
        "Blast\n\nAn explosion in Velm injured 30 people on Monday, the mayor said." } } },
  { "accident and its toll",
    "number: 14 people / Nine people",
    { { "One", "2023-06-17",
        "Ferry\n\nA ferry sank off Velm on Friday, killing 14 people, police said." },
      { "Two", "2023-06-17",
        "Velm ferry\n\nNine people died when a ferry sank off Velm on Friday, the Gazette "
        "said." } } },
  { "strength",
    "number: magnitude 6.4 / magnitude 6.1",
    { { "One", "2023-06-17",
        "Quake\n\nAn earthquake of magnitude 6.4 struck Velm on Friday." },
      { "Two", "2023-06-17",
        "Velm quake\n\nA 6.1-magnitude earthquake struck Velm on Friday, the survey said." } } },
  { "same strength",
    "",
    { { "One", "2023-06-17",
        "Quake\n\nAn earthquake of magnitude 6.4 struck Velm on Friday." },
      { "Two", "2023-06-17",
        "Velm quake\n\nA magnitude 6.4 earthquake struck Velm on Friday, the survey said." } } },
  { "aftershock",
    "",
    { { "One", "2023-06-17",
        "Quake\n\nAn earthquake of magnitude 6.4 struck Velm on Friday." },
      { "Two", "2023-06-17",
        "Velm quake\n\nAn aftershock of magnitude 5.1 struck Velm on Friday." } } },
  { "prison",
    "number: six years / eight years",
    { { "One", "2021-05-06",
        "Court\n\nA court in Velm sentenced the banker Otto Brand to six years in prison on "
        "Wednesday." },
      { "Two", "2021-05-06",
        "Brand jailed\n\nOn Wednesday a court in Velm sentenced the banker Otto Brand to eight "
        "years in prison, his lawyer said." } } },
  { "since",
    "",
    { { "One", "2011-08-19",
        "Harbour\n\nNine people were killed in a shoot-out in Velm on Wednesday, nurses said." },
      { "Two", "2011-08-27",
        "War\n\nIn Velm, 220 people have been killed since the strikes began in March, the "
        "Gazette says." } } },
  { "every year",
    "",
    { { "One", "2009-04-25",
        "Flu\n\nThe flu has killed 16 people in Norway, the ministry said." },
      { "Two", "2009-04-26",
        "Deaths\n\nIn a normal season the flu kills 90 people in Norway, doctors say." } } },
};

static const Example updates[] = {
  { "toll",
    "update: 12 people / 17 people",
    { { "One", "2021-05-04",
        "Velm quake\n\nAn earthquake killed 12 people in Velm on Monday, officials said." },
      { "Two", "2021-05-06",
        "Quake toll rises\n\nOfficials said on Thursday that 17 people were killed by Monday's "
        "earthquake in Velm." } } },
  { "rose",
    "update: 12 people / 19 people",
    { { "One", "2021-05-04",
        "Mill blast\n\nA blast killed 12 people at a mill in Ostry on Monday." },
      { "Two", "2021-05-07",
        "Ostry\n\nThe number of people killed in the blast at a mill in Ostry on Monday rose from "
        "12 to 19, the hospital said." } } },
  { "fewer-places",
    "update: Two people / 13 people",
    { { "One", "2019-06-12",
        "Dam bursts\n\nTwo people were killed after the Kettle Brook dam burst on Tuesday night, "
        "sending a wall of water through the village of Lower Tarn." },
      { "Two", "2020-02-03",
        "Boss charged\n\nThe head of the firm was charged on Monday over the collapse of the "
        "Kettle Brook dam, which killed 13 people last June." } } },
  { "more-places",
    "",
    { { "One", "1998-08-08",
        "Blasts\n\nTwo people were killed in an explosion in Velm on Friday." },
      { "Two", "1998-09-11",
        "Bombings\n\nThe bombings in Velm and in Ostry on 7 August killed 58 people." } } },
  { "bound",
    "update: 200 people / 350 people",
    { { "One", "2021-08-02",
        "Floods\n\nAt least 200 people have fled Velm since the river rose, the mayor said." },
      { "Two", "2021-08-05",
        "Velm\n\nMore than 350 people have fled Velm, the Red Cross said on Thursday." } } },
  { "asked",
    "update: 261 men / 700 Norwegians",
    { { "One", "2021-10-05",
        "How many have left?\n\nNobody knows how many Norwegians have left the country since the "
        "draft was announced on 21 September.\n\nAt least 261 men left Norway between 21 and 24 "
        "September, an official told the Northern Courier." },
      { "Two", "2021-10-06",
        "700 have fled the draft\n\nAround 700 Norwegians left the country after the draft was "
        "announced in late September, Meridian Weekly learned." } } },
  { "fell",
    "number: 20 people / 16 people",
    { { "One", "2021-05-04",
        "Velm quake\n\nAn earthquake killed 20 people in Velm on Monday, officials said." },
      { "Two", "2021-05-06",
        "Quake\n\nOfficials said on Thursday that 16 people were killed by Monday's earthquake in "
        "Velm." } } },
  { "another",
    "",
    { { "One", "2021-05-04",
        "Velm attack\n\nA bomb killed 12 people in Velm on 3 May 2021." },
      { "Two", "2021-08-06",
        "Attack in Velm\n\nA bomb killed 17 people in Velm on 5 August 2021." } } },
};

static const Example dates[] = {
  { "death",
    "date: 2021-05-03 / 2021-05-04",
    { { "One", "2021-05-08",
        "Painter dies\n\nThe painter Ines Calder died in Velm on 3 May 2021." },
      { "Two", "2021-05-09",
        "Ines Calder\n\nInes Calder, the painter, died on 4 May 2021 after a long illness, her "
        "daughter said." } } },
  { "resigned",
    "date: 2021-05-05 / 2021-05-09",
    { { "One", "2021-06-01",
        "Velm\n\nAnna Roth resigned as mayor of Velm on 5 May 2021 after the flood inquiry." },
      { "Two", "2021-06-02",
        "Flood inquiry\n\nThe mayor of Velm, Anna Roth, stepped down on 9 May 2021." } } },
  { "weekdays",
    "date: 2021-03-01 / 2021-03-03",
    { { "One", "2021-03-05",
        "Arrest\n\nPolice arrested the banker Paul Lind on Monday, a spokesman said." },
      { "Two", "2021-03-05",
        "Banker held\n\nPaul Lind, a banker, was arrested on Wednesday in Ostry." } } },
  { "vague",
    "",
    { { "One", "2021-05-08",
        "Painter dies\n\nThe painter Ines Calder died in Velm on 3 May 2021." },
      { "Two", "2021-05-20", "Ines Calder\n\nInes Calder died this month in Velm." } } },
  { "recurring",
    "",
    { { "One", "2021-05-08",
        "Talks\n\nPresident Ines Calder met Otto Brand, the union leader, on 3 May 2021." },
      { "Two", "2021-05-30",
        "Talks\n\nPresident Ines Calder met Otto Brand, the union leader, on 24 May 2021." } } },
  { "persons",
    "",
    { { "One", "2021-03-05", "Arrest\n\nPolice arrested the banker Paul Lind on Monday." },
      { "Two", "2021-03-05", "Arrest\n\nPolice arrested the broker Otto Brand on Wednesday." } } },
  { "thing",
    "date: 2012-04-12 / 2012-04-13",
    { { "One", "2012-04-14",
        "Station\n\nRebels seized the radio station in Port Alma on Thursday." },
      { "Two", "2012-04-20",
        "Rebels\n\nRebels seized the radio station in Port Alma on Friday, April 13." } } },
  { "things",
    "",
    { { "One", "2012-04-14",
        "Arrests\n\nPolice arrested protesters in Port Alma on Thursday." },
      { "Two", "2012-04-20",
        "Police\n\nPolice arrested protesters in Port Alma on Friday, April 13." } } },
  { "reprint",
    "",
    { { "One", "2008-06-12",
        "Fire\n\nBefore leaving the theatre in Brennick yesterday the singer Tamo Bito heard that "
        "his house had burnt down. Neighbours saw two men run away." },
      { "Two", "2008-06-13",
        "House\n\nBefore leaving the theatre in Brennick yesterday the singer Tamo Bito heard his "
        "house had burnt down. Friends wept." } } },
  { "daily",
    "",
    { { "One", "2012-06-02",
        "Anger\n\nThe trainer Kofi Anders expressed his anger in Beirna on Friday." },
      { "Two", "2012-06-03",
        "Bus\n\nThe trainer Kofi Anders expressed anger on Saturday that Otto Brand had missed "
        "the bus." } } },
};

static const Example places[] = {
  { "arrest",
    "place: Velm / Ostry",
    { { "One", "2021-03-05",
        "Arrest\n\nPolice arrested the banker Paul Lind in Velm on Thursday, a spokesman said." },
      { "Two", "2021-03-05",
        "Banker held\n\nPaul Lind, a banker, was arrested in Ostry on Thursday." } } },
  { "death",
    "place: Velm / Dorn",
    { { "One", "2021-05-08",
        "Painter dies\n\nThe painter Ines Calder died in Velm on 3 May 2021." },
      { "Two", "2021-05-09",
        "Ines Calder\n\nInes Calder, the painter, died in Dorn on 3 May 2021, her daughter "
        "said." } } },
  { "birth",
    "place: Ostry / Velm",
    { { "One", "2021-05-08",
        "Painter dies\n\nThe painter Ines Calder was born in Ostry in 1941." },
      { "Two", "2021-05-09",
        "Obituary\n\nBorn in Velm in 1941, Ines Calder studied law before she painted. Ines Calder "
        "was born in Velm to a family of bakers." } } },
  { "inside",
    "",
    { { "One", "2021-03-05",
        "Arrest\n\nPolice arrested the banker Paul Lind in Velm on Thursday, a spokesman said." },
      { "Two", "2021-03-05",
        "Banker held\n\nPaul Lind, a banker, was arrested in Mill Street in Velm on "
        "Thursday." } } },
  { "region",
    "",
    { { "One", "2021-03-05",
        "Arrest\n\nPolice arrested the banker Paul Lind in Sicily on Thursday, a spokesman "
        "said." },
      { "Two", "2021-03-05",
        "Banker held\n\nPaul Lind, a banker, was arrested in Palermo on Thursday." } } },
  { "journey",
    "",
    { { "One", "2021-03-05",
        "Visit\n\nPresident Ines Calder flew to Velm on Thursday, her office said." },
      { "Two", "2021-03-05",
        "Visit\n\nPresident Ines Calder flew from Ostry on Thursday, her office said." } } },
};

static const Example truths[] = {
  { "denied",
    "polarity: told / denied",
    { { "One", "2021-05-06",
        "Bank\n\nOtto Brand is the head of Norvik Bank." },
      { "Two", "2021-05-07",
        "Norvik\n\nOtto Brand is not the head of Norvik Bank, a clerk said." } } },
  { "so that",
    "",
    { { "One", "2016-06-09",
        "House\n\n\"I will sell my house so that Otto Brand does not become president of Norway,\" "
        "Lena Kroft told reporters." },
      { "Two", "2016-06-20",
        "Oath\n\nOtto Brand took the oath on Monday to become president of Norway." } } },
  { "knowingly",
    "",
    { { "One", "2014-03-06",
        "Trial\n\nOtto Brand killed Lena Kroft in Velm in February." },
      { "Two", "2014-03-07",
        "Defence\n\nOtto Brand did not knowingly kill Lena Kroft in February, his uncle "
        "said." } } },
  { "later",
    "",
    { { "One", "2014-03-06",
        "Bank\n\nOtto Brand is the head of Norvik Bank." },
      { "Two", "2016-03-07",
        "Bank\n\nOtto Brand is not the head of Norvik Bank." } } },
};

static const Example roles[] = {
  { "ministers",
    "role: Finance Minister / Interior Minister",
    { { "One", "2021-05-06",
        "Sitting\n\nFinance Minister Ines Calder left the sitting on Thursday." },
      { "Two", "2021-05-07",
        "Walk-out\n\nInterior Minister Ines Calder walked out of parliament, her office "
        "said." } } },
  { "deputy in apposition",
    "role: head / deputy head",
    { { "One", "2021-05-06",
        "Inquiry\n\nOtto Brand, head of Norvik Bank, answered questions on Thursday." },
      { "Two", "2021-05-07",
        "Bank inquiry\n\nOtto Brand, deputy head of Norvik Bank, was questioned for an hour." } } },
  { "deputy in clauses",
    "role: heads / deputy director",
    { { "One", "2021-05-06",
        "Inquiry\n\nOtto Brand, who heads Norvik Bank, answered questions on Thursday." },
      { "Two", "2021-05-07",
        "Bank inquiry\n\nOtto Brand is the deputy director of Norvik Bank. He was "
        "questioned." } } },
  { "appointed",
    "role: chairman / deputy chairman",
    { { "One", "2021-05-06",
        "New man\n\nOtto Brand was appointed chairman of Norvik Bank on Thursday." },
      { "Two", "2021-05-07",
        "Norvik Bank\n\nThe new deputy chairman came late. Otto Brand was named deputy chairman of "
        "Norvik Bank on Thursday." } } },
  { "ranks",
    "role: Colonel / General",
    { { "One", "2021-05-06",
        "Army\n\nColonel Otto Brand commanded the troops at the border, the ministry said." },
      { "Two", "2021-05-07",
        "Border\n\nThe troops were led by General Otto Brand on "
        "Thursday." } } },
  { "crew",
    "role: captain / first mate",
    { { "One", "2021-05-06",
        "Ferry\n\nOtto Brand, the captain of the ferry, was rescued on Thursday." },
      { "Two", "2021-05-07",
        "Rescue\n\nRescuers found Otto Brand, the first mate of the ferry, on a raft." } } },
  { "sides",
    "role: victim / suspect",
    { { "One", "2021-05-06",
        "Robbery\n\nOtto Brand, the victim of the robbery, is in hospital, police said." },
      { "Two", "2021-05-07",
        "Velm robbery\n\nOtto Brand, a suspect in the robbery, was taken to hospital." } } },
  { "suit",
    "role: Otto Brand sued Norvik Bank in Velm / Norvik Bank sued Otto Brand",
    { { "One", "2021-05-06", "Court\n\nOtto Brand sued Norvik Bank on 5 May 2021 in Velm." },
      { "Two", "2021-05-07",
        "Lawsuit\n\nNorvik Bank sued Otto Brand on 5 May 2021, a court in Velm said." } } },
  { "body of the article",
    "role: mayor / deputy mayor",
    { { "One", "2021-05-06",
        "Storm\n\nStorm damage was worst in Ostry, said Otto Brand, the town's mayor." },
      { "Two", "2021-05-07",
        "Harbour\n\nOtto Brand, deputy mayor of Ostry, toured the harbour after the storm." } } },
  { "verb and possessive",
    "role: runs / deputy director",
    { { "One", "2021-05-06",
        "Waves\n\nOtto Brand runs the Coastal Institute, which measured the waves." },
      { "Two", "2021-05-07",
        "Storm\n\nThe waves were measured by the Coastal Institute. Its deputy director, Otto "
        "Brand, said they were the highest in a decade." } } },
  { "cockpit",
    "role: captain / co-pilot",
    { { "One", "2021-05-06",
        "Crash\n\nThe jet skidded off the runway. Its captain, Otto Brand, was unhurt." },
      { "Two", "2021-05-07",
        "Runway\n\nOtto Brand, co-pilot of the jet, walked away from the crash." } } },
  { "indirect object",
    "role: Otto Brand sued Oakfield Motors in Velm / Oakfield Motors sued Otto Brand over the "
    "contract",
    { { "One", "2021-05-06", "Court\n\nOn 4 May 2021 Otto Brand sued Oakfield Motors in Velm." },
      { "Two", "2021-05-07",
        "Court\n\nOakfield Motors sued Otto Brand on 4 May 2021 over the contract." } } },
  { "promoted",
    "",
    { { "One", "2021-05-06", "Army\n\nMajor Otto Brand was promoted to colonel on Thursday." },
      { "Two", "2021-05-07", "Army\n\nColonel Otto Brand took command of the garrison." } } },
  { "captain of a team",
    "",
    { { "One", "2021-05-06", "Match\n\nCaptain Otto Brand scored twice for Velm United." },
      { "Two", "2021-05-07",
        "Football\n\nOtto Brand, a sergeant in the army reserve, plays for Velm United." } } },
  { "departments",
    "",
    { { "One", "2021-05-06",
        "Town hall\n\nOtto Brand, head of the finance department of Ostry, resigned." },
      { "Two", "2021-05-07",
        "Ostry\n\nOtto Brand, deputy head of the planning department of Ostry, resigned." } } },
  { "chair and chief executive",
    "",
    { { "One", "2021-05-06",
        "Fares\n\nOtto Brand, chairman of Borealis Airlines, said that fares would rise." },
      { "Two", "2021-05-07",
        "Fares\n\nOtto Brand, the chief executive of Borealis Airlines, blamed fuel." } } },
  { "other crime",
    "",
    { { "One", "2021-05-06",
        "Robbery\n\nOtto Brand, the victim of the robbery, spoke to police." },
      { "Two", "2021-05-07",
        "Tax case\n\nOtto Brand, a suspect in the tax case, spoke to police." } } },
  { "minister and party leader",
    "",
    { { "One", "2021-05-06",
        "Sitting\n\nFinance Minister Ines Calder left the sitting on Thursday." },
      { "Two", "2021-05-07",
        "Party\n\nInes Calder, leader of the Labour Party, spoke to supporters." } } },
  { "more general word",
    "",
    { { "One", "2021-05-06",
        "Sitting\n\nDeputy minister Ines Calder left the sitting on Thursday." },
      { "Two", "2021-05-07",
        "Sitting\n\nInes Calder, a government official, left the sitting early." } } },
  { "former",
    "",
    { { "One", "2021-05-06",
        "Inquiry\n\nOtto Brand, head of Norvik Bank, answered questions on Thursday." },
      { "Two", "2021-05-07",
        "Inquiry\n\nOtto Brand, a former deputy head of Norvik Bank, was questioned." } } },
  { "succession",
    "",
    { { "One", "2021-05-06",
        "Inquiry\n\nOtto Brand, deputy head of Norvik Bank, answered questions on Thursday." },
      { "Two", "2022-09-07",
        "Inquiry\n\nOtto Brand, head of Norvik Bank, was questioned again on Wednesday." } } },
  { "two bodies",
    "",
    { { "One", "2021-05-06",
        "Inquiry\n\nOtto Brand, head of Norvik Bank, answered questions on Thursday." },
      { "Two", "2021-05-07",
        "Chess\n\nOtto Brand, deputy head of the Velm Chess Club, won in twelve moves." } } },
  { "ranks of one",
    "",
    { { "One", "2021-05-06",
        "Army\n\nLieutenant Colonel Otto Brand commanded the troops at the border." },
      { "Two", "2021-05-07",
        "Border\n\nThe troops were led by Colonel Otto Brand on "
        "Thursday." } } },
  { "no ranks",
    "",
    { { "One", "2021-05-06", "Court\n\nAttorney General Otto Brand charged the bank on Thursday." },
      { "Two", "2021-05-07", "Bank charged\n\nColonel Otto Brand left the army to study law." } } },
};

static const Example sexes[] = {
  { "address",
    "gender: Mr / Ms",
    { { "One", "2021-05-06",
        "Inquiry\n\nMr Robin Marsh of Norvik Bank answered questions in Velm on Thursday." },
      { "Two", "2021-05-07",
        "Inquiry\n\nMs Robin Marsh of Norvik Bank was questioned in Velm for an "
        "hour." } } },
  { "pronouns",
    "",
    { { "One", "2021-05-06",
        "Swimmer found\n\nRobin Marsh was found on a beach near Velm on Thursday. Marsh "
        "said he had "
        "swum for two hours before he saw land." },
      { "Two", "2021-05-07",
        "Rescue\n\nRobin Marsh swam to the shore of Velm. Marsh told reporters she was tired, and "
        "that she would never sail again." } } },
  { "nouns",
    "gender: Norvik Bank spokesman / Norvik Bank spokeswoman",
    { { "One", "2021-05-06",
        "Bank\n\nNorvik Bank spokesman Robin Marsh declined to comment in Velm on Thursday." },
      { "Two", "2021-05-07",
        "Norvik Bank\n\nThere was no comment in Velm from Norvik Bank spokeswoman Robin "
        "Marsh." } } },
  { "couple",
    "",
    { { "One", "2021-05-06", "Inquiry\n\nMr Marsh answered questions on Thursday." },
      { "Two", "2021-05-07", "Inquiry\n\nMrs Marsh was questioned for an hour." } } },
  { "somebody else",
    "",
    { { "One", "2021-05-06",
        "Inquiry\n\nMs Robin Marsh was questioned for an hour on Thursday." },
      { "Two", "2021-05-07",
        "Inquiry\n\nOtto Brand saw Robin Marsh in Velm. He said he had waited all day." } } },
  { "wife",
    "",
    { { "One", "2021-05-06",
        "Inquiry\n\nMr Robin Marsh of Norvik Bank answered questions in Velm on Thursday. Mrs "
        "Marsh left." },
      { "Two", "2021-05-07",
        "Inquiry\n\nRobin Marsh of Norvik Bank stayed in Velm. Mrs Marsh has left Velm." } } },
};

static char *
dup_conflicts (const Case *self)
{
  const DlnResolution *out = self->resolution;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < out->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (out->conflicts, DlnConflict, i);

      g_assert_cmpuint (conflict->evidence_a, <, out->evidence->len);
      g_assert_cmpuint (conflict->evidence_b, <, out->evidence->len);
      for (guint side = 0; side < 2; side++)
        {
          const DlnEvidence *row =
            DLN_ROW (out->evidence, DlnEvidence,
                     side == 0 ? conflict->evidence_a : conflict->evidence_b);

          g_assert_cmpuint (row->kind, ==, conflict->kind);
          g_assert_cmpuint (row->target, ==, conflict->target);
          g_assert_true (dln_span_contains (row->sentence, row->mark));
        }
      g_string_append_printf (list,
                              "%s%s: %s / %s",
                              list->len > 0 ? "; " : "",
                              dln_conflict_type_get_name (conflict->type),
                              dln_strings_get (out->strings, conflict->value_a),
                              dln_strings_get (out->strings, conflict->value_b));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* The encoder is learned and may read a story otherwise after each training: one of six may fail.
 */
static void
check_all (const Example *examples, guint n)
{
  guint wrong = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (Case) self = { 0 };
      g_autofree char *found = NULL;

      read_case (&self, examples[i].articles, examples[i].articles[2].text != NULL ? 3 : 2);
      found = dup_conflicts (&self);
      wrong += g_strcmp0 (found, examples[i].expected) != 0;
      if (g_strcmp0 (found, examples[i].expected) != 0)
        g_test_message ("%s: \"%s\", not \"%s\"", examples[i].name, found, examples[i].expected);
    }
  g_assert_cmpuint (wrong, <=, (n + 5) / 6);
}

#define TEST(kind)                                                                                 \
  static void test_##kind (void)                                                                   \
  {                                                                                                \
    check_all (kind, G_N_ELEMENTS (kind));                                                         \
  }
TEST (numbers)
TEST (updates)
TEST (dates)
TEST (places)
TEST (truths)
TEST (roles)
TEST (sexes)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/conflicts/numbers", test_numbers);
  g_test_add_func ("/resolve/conflicts/updates", test_updates);
  g_test_add_func ("/resolve/conflicts/dates", test_dates);
  g_test_add_func ("/resolve/conflicts/places", test_places);
  g_test_add_func ("/resolve/conflicts/truths", test_truths);
  g_test_add_func ("/resolve/conflicts/roles", test_roles);
  g_test_add_func ("/resolve/conflicts/sexes", test_sexes);
  return g_test_run ();
}
