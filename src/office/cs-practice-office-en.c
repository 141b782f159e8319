/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-data.h"

/* A city that does not exist. Figures, names and addresses are made up. */

static const CsPracticePerson people[] = {
  { "admin", "Martin Hale", "administrator", "" },
  { "anna", "Anna Fischer", "drafter", "Economy and Statistics" },
  { "leo", "Leo Marsh", "drafter", "City and Safety" },
  { "jane", "Jane Okafor", "drafter", "Health and Services" },
  { "peter", "Peter Lindqvist", "reviewer", "Economy and Statistics" },
  { "maria", "Maria Santos", "reviewer", "City and Safety" },
  { "ruth", "Ruth Ellis", "reviewer", "Health and Services" },
  { "helen", "Helen Wright", "leader", "" },
  { "david", "David Chen", "duty", "" },
  { "clara", "Clara Novak", "auditor", "" },
  { NULL },
};

static const CsPracticeChart growth = {
  CS_CHART_GROUPED_BAR,
  "Growth picked up in the third quarter, led by services",
  "% on the year before",
  "Riverton Bureau of Statistics",
  "October 2026",
  "\tServices\tIndustry\n"
  "Q4 2025\t4.1\t3.6\n"
  "Q1 2026\t4.4\t3.9\n"
  "Q2 2026\t4.6\t4.2\n"
  "Q3 2026\t5.3\t4.8\n",
  "Grouped bar chart: services and industry grew faster in each of the last four quarters; in the third quarter of 2026 services "
  "by 5.3 %, industry by 4.8 %, up from 4.1 % and 3.6 % a year before.",
};

static const CsPracticeChart visitors = {
  CS_CHART_LINE,
  "Visitors to the city’s museums doubled in a year",
  "thousand visitors",
  "Riverton Museums",
  "November 2026",
  "Month\tVisitors\n"
  "May\t42\nJune\t47\nJuly\t68\nAugust\t74\nSeptember\t61\nOctober\t85\n",
  "Line chart: visitors to the museums rise from 42,000 in May to 74,000 in August, fall to 61,000 in September and reach 85,000 "
  "in October.",
};

static const CsPracticeChart calls = {
  CS_CHART_DUMBBELL,
  "Calls to 311 about waste collection rose most within a year",
  "calls in October",
  "Riverton 311 Service",
  "November 2026",
  "Subject\t2025\t2026\nWaste\t870\t1,240\nParking\t910\t980\nStreet lights\t690\t610\nWater\t430\t455\nNoise\t410\t390\n",
  "Chart comparing calls to 311 in October 2025 and 2026: waste 870, then 1,240; parking 910, then 980; street lights 690, then 610; "
  "water 430, then 455; noise 410, then 390.",
};

static const CsPracticeChart shares = {
  CS_CHART_SHARE,
  "A third of the 2027 budget goes to schools and day care",
  "%",
  "Riverton Treasury, draft budget",
  "November 2026",
  "Purpose\tShare\nSchools and day care\t34\nStreets and buses\t21\nHealth and help\t18\nParks and culture\t12\nTown hall and all else\t15\n",
  "Chart of shares of the 2027 budget: schools and day care 34 %, streets and buses 21 %, health and help 18 %, parks and culture 12 %, "
  "town hall and all else 15 %.",
};

static const CsPracticePoster hearing = {
  CS_POSTER_NOTICE,
  CS_POSTER_WIDE,
  {
    { CS_POSTER_KICKER, "City budget 2027" },
    { CS_POSTER_TITLE, "Tell us what you think of the budget" },
    { CS_POSTER_WHEN, "Until Friday, 11 December, 8:00 to 18:00" },
    { CS_POSTER_WHERE, "Town hall, ground floor, and riverton.example/budget" },
    { CS_POSTER_DETAIL, "The council reads all remarks before it votes." },
  },
};

static const CsPracticePost posts[] = {
  { "leo", CS_PRACTICE_PUBLISHED, 330, 0,
    { "This week in Riverton: 14 street lights repaired on Harbour Road, 320 trees planted in North Park, and the new "
      "crossing at Mill Lane School is in use. Next week our crews resurface Station Street. #ThisWeekInRiverton" },
    CS_ILLUSTRATION_PARK, "The lake in North Park at sunset, with a bench and a row of trees on the far bank", NULL,
    { "Riverton Parks Service", "Weekly works report 45", "2026-11-06", "https://riverton.example/works/45" } },

  { "jane", CS_PRACTICE_PUBLISHED, 240, 0,
    { "Free flu vaccination on 21 and 22 November, 9:00 to 17:00, at the health centre in Garden Street. No appointment is "
      "needed; please bring your insurance card. Children under 12 come with an adult.",
      "The centre can be reached without steps. Sign language interpreters are there on Saturday from 10:00." },
    CS_ILLUSTRATION_CLINIC, "The health centre in Garden Street, a low white building between two trees", NULL,
    { "Riverton Health Department", "Autumn vaccination plan", "2026-10-30", "https://riverton.example/health/flu" }, NULL,
    { "11月21日和22日9:00至17:00，花园街健康中心免费接种流感疫苗。无需预约，请携带医保卡。12周岁以下儿童须由成人陪同。",
      "中心有无障碍通道。星期六10:00起有手语翻译。" } },

  { "anna", CS_PRACTICE_PUBLISHED, 170, 0,
    { "Riverton’s economy grew by 5.1 % in the third quarter, after 4.4 % in the second. Services grew most, by 5.3 %; "
      "industry by 4.8 %. Unemployment fell to 3.9 %, the lowest for six years." },
    CS_ILLUSTRATION_NONE, NULL, &growth,
    { "Riverton Bureau of Statistics", "Quarterly accounts, third quarter 2026", "2026-10-27",
      "https://riverton.example/statistics/q3", "Riverton Employment Office", "Labour market in October", "2026-11-03",
      "https://riverton.example/employment/october" } },

  { "leo", CS_PRACTICE_EXPIRED, 120, 0,
    { "The farmers’ market on Old Square opens tomorrow at 7:00 because of the cycle race." } },

  { "leo", CS_PRACTICE_PUBLISHED, 52, 0,
    { "Flood notice: the Arden will reach 4.60 m at the Old Bridge tonight at about 22:00. The riverside paths and the car "
      "park at the quay are closed from 18:00. Please move your cars and stay away from the bank.",
      "Sandbags are handed out at the fire station in Mill Lane until midnight. In an emergency call 112. The next notice "
      "follows at 21:00." },
    CS_ILLUSTRATION_RIVER, "The Arden running high at the Old Bridge gauge in heavy rain", NULL,
    { "State Flood Centre", "Forecast for the Arden", "2026-11-21", "https://floods.example/arden" } },

  { "jane", CS_PRACTICE_REJECTED, 46, 0,
    { "Our new swimming pool is simply the best in the whole country. Come and see for yourself!" },
    CS_ILLUSTRATION_NONE, NULL, NULL, { NULL },
    "A claim that nobody can prove. The opening is announced by the pool itself on Friday." },

  { "anna", CS_PRACTICE_RETURNED, 30, 0,
    { "Museums in Riverton had 85,000 visitors in October, twice as many as in May. Most came to the exhibition on the history "
      "of the river." },
    CS_ILLUSTRATION_NONE, NULL, &visitors,
    { "Riverton Museums", "Monthly figures", "2026-11-05", "https://riverton.example/museums" },
    "“Doubled in a year” does not follow from the table, which begins in May. Please change the title of the chart." },

  { "leo", CS_PRACTICE_QUEUED, 28, 16,
    { "Road works: Station Street is closed between Mill Lane and the market from Wednesday to Friday, 7:00 to 18:00. Buses 4 and "
      "12 go by way of Harbour Road. Shops can be reached on foot at all times." },
    CS_ILLUSTRATION_ROAD, "A striped barrier and traffic cones across Station Street", NULL,
    { "Riverton Works Department", "Traffic order 118", "2026-11-20", "https://riverton.example/works/118" } },

  { "leo", CS_PRACTICE_HELD, 26, 40,
    { "The Christmas market on Old Square opens on Friday at 16:00. The mayor lights the tree at 17:30; the school choir sings." } },

  { "anna", CS_PRACTICE_SIGN_OFF, 9, 3,
    { "The 311 line took 3,675 calls in October. One in three was about waste collection, so from December bins are emptied on "
      "Saturdays too. Calls were answered after 38 seconds on average." },
    CS_ILLUSTRATION_NONE, NULL, &calls,
    { "Riverton 311 Service", "Monthly report, October", "2026-11-10", "https://riverton.example/311/october" } },

  { "jane", CS_PRACTICE_SIGN_OFF, 7, 20,
    { "Correction: yesterday we wrote that the library in Garden Street opens on Sundays from January. It opens on Sundays from "
      "7 February. We apologise for the mistake." },
    CS_ILLUSTRATION_NONE, NULL, NULL,
    { "Riverton Libraries", "Opening hours 2027", "2026-11-18", "https://riverton.example/libraries" } },

  { "leo", CS_PRACTICE_IN_REVIEW, 5, 5,
    { "This week in Riverton: the flood wall at the quay held, 2,400 sandbags were filled by volunteers, and the riverside paths "
      "are open again since Sunday. Thank you to everybody who helped. Donations for those who were flooded: Riverton Flood Fund, "
      "GB82 WEST 1234 5698 7654 32. #ThisWeekInRiverton" },
    CS_ILLUSTRATION_RIVER, "The Arden at the Old Bridge gauge, still high, with the paths along the bank in sight", NULL,
    { "Riverton Fire Service", "Report on the flood", "2026-11-22", "https://riverton.example/fire/flood" },
    .waived = "It is the account of the flood fund, which the council opened for donations." },

  { "anna", CS_PRACTICE_IN_REVIEW, 4, 0,
    { "The city budget for 2027 lies open in the town hall and on our web site until 11 December. Send us your remarks; the "
      "council reads all of them before it votes.",
      "What matters most to you in 2027? Your answers go to the council with the remarks." },
    CS_ILLUSTRATION_NONE, NULL, &shares, { "Riverton Treasury", "Draft budget 2027", "2026-11-20", "https://riverton.example/budget" },
    .poll = { "Schools and kindergartens", "Streets and bridges", "Parks and sport" },
    .poster = &hearing },

  { "jane", CS_PRACTICE_DRAFT, 3, 0,
    { "Winter opening hours of the sports centres: " },
    CS_ILLUSTRATION_PARK, NULL },

  { "anna", CS_PRACTICE_DRAFT, 2, 0,
    { "Consumer prices in Riverton rose by 1.8 % in the year to October, less than in September." } },

  { NULL },
};

const CsPracticeContent cs_practice_content_en = {
  .language = "en",
  .name = "City of Riverton, Press Office",
  .sections = { "Economy and Statistics", "City and Safety", "Health and Services" },
  .people = people,
  .route = "Ordinary route",
  .review = "Section review",
  .sign_off = "Sign-off",
  .position = "Director on duty",
  .policy_route = "Policy: three reviews",
  .policy_stages = { "First review", "Second review", "Final review" },
  .policy_ticks = {
    { "Language and wording", "Names, titles and places" },
    { "Facts and figures", "Sources", "Personal data", "Secrecy" },
    { "Policy line", "Timing" },
  },
  .emergency_route = "Emergency lane",
  .second_handle = "riverton_zh",
  .picture_author = "Riverton Press Office",
  .picture_licence = "Own work",
  .second_name = "河镇市新闻办公室",
  .second_language = "zh",
  .posts = posts,
  .footer = "riverton.example",
  .accent = 0x0b5394,
};
