/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "gallery-charts.h"

/* A gauge read once a day for almost fourteen years: seasons, floods, and a drought. */
static char *
make_river (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  GString *table = g_string_new ("Date,Gauge\n");
  GDate date;
  double level = 2.4;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 2013);
  for (guint i = 0; i < 5000; i++)
    {
      double season = 2.6 + 0.7 * cos ((i % 365) * 2 * G_PI / 365);

      level += (season - level) * 0.05 + g_rand_double_range (random, -0.12, 0.12);
      if (g_rand_double (random) < 0.004)
        level += g_rand_double_range (random, 0.8, 2.4);
      g_string_append_printf (table, "%04u-%02u-%02u,%d.%02d\n", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                              (int) level, (int) (level * 100) % 100);
      g_date_add_days (&date, 1);
    }

  return g_string_free (table, FALSE);
}

const GalleryChart gallery_charts[] = {
  {
    .name = "01-bar-rents", .kind = CS_CHART_BAR,
    .title = "Rents rose fastest in the north of the city",
    .unit = "%", .as_of = "October 2026",
    .source = "City Statistics Office, rent survey of 12,400 flats",
    .subtitle = "Change of the median rent on a year earlier",
    .highlights = "North",
    .table = "District,Change\nNorth,8.4\nHarbour,6.1\nOld town,5.2\nWest,4.9\nEast,3.3\nSouth,2.0\n",
  },
  {
    .name = "02-bar-long-names", .kind = CS_CHART_BAR, .order = CS_CHART_ORDER_DESCENDING,
    .title = "Heating makes up more than half of what a household’s energy emits",
    .unit = "kg of CO₂ a person and year", .as_of = "2025",
    .source = "Environment Agency, household survey",
    .table = "Use,Emissions\nSpace heating with gas and oil,1840\n"
             "Hot water for bath and kitchen,520\nRefrigerators and freezers,210\n"
             "Lighting indoors and outdoors,140\nWashing machines and dryers,190\n"
             "Television and computers,260\nCooking and baking,170\n",
  },
  {
    .name = "03-bar-negative", .kind = CS_CHART_BAR,
    .title = "Only two of eight regions grew in the third quarter",
    .unit = "%", .as_of = "3rd quarter of 2026",
    .source = "Statistics Office, quarterly accounts",
    .subtitle = "Output on a year earlier",
    .table = "Region,Change\nCoast,1.4\nCapital,0.6\nNorth,-0.2\nPlain,-0.4\nHills,-0.9\nSouth,-1.1\n"
             "Islands,-1.8\nBorder,-2.3\n",
  },
  {
    .name = "04-bar-years", .kind = CS_CHART_BAR,
    .title = "Fewer people died on the roads last year than in any year since 1960",
    .unit = "deaths", .as_of = "March 2026",
    .source = "Ministry of Transport",
    .highlights = "2025",
    .table = "Year,Deaths\n2010,3648\n2011,4009\n2012,3600\n2013,3339\n2014,3377\n2015,3459\n2016,3206\n"
             "2017,3180\n2018,3275\n2019,3046\n2020,2719\n2021,2562\n2022,2788\n2023,2839\n2024,2770\n"
             "2025,2402\n",
  },
  {
    .name = "05-bar-square", .kind = CS_CHART_BAR, .size = CS_CHART_SIZE_SQUARE, .order = CS_CHART_ORDER_DESCENDING,
    .title = "Waste is what people call about most",
    .unit = "calls", .as_of = "October 2026",
    .source = "311 contact centre",
    .table = "Subject,Calls\nWaste and recycling,1240\nParking,980\nStreet lights,610\n"
             "Water and sewers,455\nNoise,390\nTrees and parks,352\n",
  },
  {
    .name = "06-bar-portrait-25", .kind = CS_CHART_BAR, .size = CS_CHART_SIZE_PORTRAIT, .order = CS_CHART_ORDER_DESCENDING,
    .title = "Life expectancy is highest where doctors are near",
    .unit = "years", .as_of = "2024",
    .source = "Health Monitor",
    .highlights = "Grey Valley|Tessa",
    .table = "Region,Years\nTessa,84.1\nOrven,83.9\nLumen Coast,83.6\nBrae,83.2\nCastell,83.1\n"
             "Vala,82.9\nNordhaven,82.6\nGreenfield,82.4\nIsles of Mar,82.2\nKessel,82.0\nMarlow,81.7\n"
             "Upper Plain,81.5\nRivermouth,81.3\nSanta Lena,81.1\nDunmore,80.8\nHallin,80.6\n"
             "Lower Plain,80.2\nStonebridge,79.9\nEastmark,79.5\nPine Hills,79.1\nVarga,78.8\n"
             "Old Mines,78.2\nGrey Valley,77.6\nBorder,77.1\n",
  },
  {
    .name = "07-grouped-quarters", .kind = CS_CHART_GROUPED_BAR,
    .title = "Services and industry grew faster in each of the last four quarters",
    .unit = "%", .as_of = "October 2026",
    .source = "Statistics Bureau",
    .subtitle = "Value added, change on a year earlier",
    .table = "Quarter,Services,Industry\n2025 Q4,3.9,2.4\n2026 Q1,4.2,2.6\n2026 Q2,4.6,3.1\n"
             "2026 Q3,5.0,3.4\n",
  },
  {
    .name = "08-grouped-flat", .kind = CS_CHART_GROUPED_BAR,
    .title = "Young people read the news on the telephone, their parents watch it",
    .unit = "%", .as_of = "May 2026",
    .source = "Media Panel, 4,800 people asked",
    .notes = "Several answers were possible.",
    .table = "Where,18–29 years,30–59 years,60 years and over\nOn a telephone or tablet,81,62,31\n"
             "On public television,24,47,78\nIn a printed newspaper,6,18,44\n"
             "On the radio while driving,19,41,38\n",
  },
  {
    .name = "09-stacked", .kind = CS_CHART_STACKED_BAR,
    .title = "Wind and sun now give more power than coal",
    .unit = "TWh", .as_of = "2025",
    .source = "Grid Operator",
    .highlights = "Wind|Sun",
    .table = "Year,Coal,Gas,Nuclear,Hydro,Wind,Sun\n2015,262,62,92,24,79,38\n"
             "2017,241,87,76,26,106,39\n2019,171,91,75,26,126,46\n2021,165,90,69,25,114,49\n"
             "2023,126,79,7,26,140,61\n2025,103,82,0,24,151,78\n",
  },
  {
    .name = "10-stacked-flat", .kind = CS_CHART_STACKED_BAR,
    .title = "The four largest cities build a third of all new homes",
    .unit = "thousand homes", .as_of = "2025",
    .source = "Building Register",
    .table = "City,Owned,Rented,Social\nCapital Region with suburbs,18.2,9.4,6.1\n"
             "Harbour City,7.4,5.2,3.3\nNew Castell,5.1,3.2,1.4\nUniversity Town,2.6,4.4,1.2\n",
  },
  {
    .name = "11-share100", .kind = CS_CHART_STACKED_SHARE,
    .title = "Half of those who work at home would not go back",
    .unit = "%", .as_of = "June 2026",
    .source = "Labour Survey, 9,200 people asked",
    .table = "Group,Only at home,Mostly at home,Mostly in the office,Only in the office\n"
             "Parents of small children,31,34,22,13\nCommuters over 45 minutes,28,33,26,13\n"
             "People under 30,18,27,35,20\nPeople over 55,22,21,27,30\n"
             "All who can work at home,24,28,28,20\n",
  },
  {
    .name = "12-share100-years", .kind = CS_CHART_STACKED_SHARE, .size = CS_CHART_SIZE_SQUARE,
    .title = "Diesel lost four fifths of its share in ten years",
    .unit = "thousand new cars", .as_of = "2025",
    .source = "Vehicle Register",
    .table = "Year,Electric,Hybrid,Petrol,Diesel\n2015,12,34,1611,1538\n2017,25,85,1986,1337\n"
             "2019,63,239,2137,1152\n2021,356,755,973,524\n2023,524,841,979,486\n"
             "2025,612,1042,803,331\n",
  },
  {
    .name = "13-line", .kind = CS_CHART_LINE,
    .title = "Inflation is back below three per cent",
    .unit = "%", .as_of = "October 2026",
    .source = "Statistics Office, consumer prices",
    .subtitle = "Consumer prices, change on a year earlier",
    .annotations = "2022-10||Gas price peaks after supplies stop",
    .table = "Month,All items\n2021-01,1.0\n2021-02,1.2\n2021-03,1.6\n2021-04,2.0\n2021-05,2.3\n"
             "2021-06,2.2\n2021-07,3.1\n2021-08,3.3\n2021-09,3.4\n2021-10,3.8\n2021-11,4.4\n2021-12,4.6\n"
             "2022-01,4.3\n2022-02,4.4\n2022-03,5.9\n2022-04,6.3\n2022-05,7.0\n2022-06,6.7\n2022-07,6.7\n"
             "2022-08,7.0\n2022-09,8.6\n2022-10,8.8\n2022-11,8.8\n2022-12,8.1\n2023-01,8.7\n2023-02,8.7\n"
             "2023-03,7.4\n2023-04,7.2\n2023-05,6.1\n2023-06,6.4\n2023-07,6.2\n2023-08,6.1\n2023-09,4.5\n"
             "2023-10,3.8\n2023-11,3.2\n2023-12,3.7\n2024-01,2.9\n2024-02,2.5\n2024-03,2.2\n2024-04,2.2\n"
             "2024-05,2.4\n2024-06,2.2\n2024-07,2.3\n2024-08,1.9\n2024-09,1.6\n2024-10,2.0\n2024-11,2.2\n"
             "2024-12,2.6\n2025-01,2.3\n2025-02,2.3\n2025-03,2.2\n2025-04,2.1\n2025-05,2.1\n2025-06,2.0\n"
             "2025-07,2.0\n2025-08,2.2\n2025-09,2.4\n2025-10,2.3\n2025-11,2.3\n2025-12,2.4\n2026-01,2.5\n"
             "2026-02,2.6\n2026-03,2.7\n2026-04,2.6\n2026-05,2.5\n2026-06,2.5\n2026-07,2.6\n2026-08,2.7\n"
             "2026-09,2.8\n2026-10,2.9\n",
  },
  {
    .name = "14-line-many", .kind = CS_CHART_LINE,
    .title = "Rail carries more people than before the pandemic; buses do not",
    .unit = "Index, 2019 = 100", .as_of = "September 2026",
    .source = "Ministry of Transport",
    .highlights = "Rail|Bus",
    .table = "Year,Rail,Tram,Metro,Bus,Ferry,Cycle hire\n2015,88,94,92,104,99,41\n"
             "2016,90,95,94,103,100,52\n2017,93,97,96,102,101,68\n2018,97,98,98,101,100,83\n"
             "2019,100,100,100,100,100,100\n2020,46,52,44,48,39,121\n2021,54,61,52,55,57,144\n"
             "2022,81,83,78,72,88,158\n2023,94,92,90,79,95,161\n2024,101,97,97,83,98,166\n"
             "2025,107,101,101,84,99,170\n",
  },
  {
    .name = "15-line-gap", .kind = CS_CHART_LINE, .size = CS_CHART_SIZE_SQUARE,
    .title = "Air quality was not measured for two years; it has improved since",
    .unit = "µg/m³", .as_of = "October 2026",
    .source = "Environment Agency",
    .annotations = "2020|Nitrogen dioxide|Lockdown: half the traffic",
    .table = "Year,Fine dust,Nitrogen dioxide\n2012,18.4,41.2\n2013,17.9,40.1\n2014,17.2,38.8\n"
             "2015,16.9,38.0\n2016,16.1,36.7\n2017,,\n2018,,\n2019,13.2,31.0\n2020,10.9,24.5\n"
             "2021,11.4,26.2\n2022,10.8,24.9\n2023,9.9,22.4\n2024,9.6,21.1\n2025,9.1,19.9\n",
  },
  {
    .name = "16-line-uneven-dates", .kind = CS_CHART_LINE, .axis = CS_CHART_AXIS_ZERO,
    .title = "Confidence fell after the vote and has not come back",
    .unit = "% who trust the council", .as_of = "October 2026",
    .source = "Citizens’ Panel, about 2,000 asked each time",
    .annotations = "2021-09-20||Vote on the stadium, 26 September 2021",
    .table = "Date,Trust\n2019-03-01,58\n2019-11-15,57\n2021-02-01,61\n2021-09-20,60\n2023-05-02,44\n"
             "2024-01-10,45\n2026-10-01,46\n",
  },
  {
    .name = "17-line-5000", .kind = CS_CHART_LINE,
    .title = "The river stood above its flood mark on 61 days in thirteen years",
    .unit = "m", .as_of = "September 2026",
    .source = "Water Authority, gauge at the Old Bridge",
    .make_table = make_river,
  },
  {
    .name = "18-line-not-zero", .kind = CS_CHART_LINE,
    .title = "A euro buys two cents less than in spring",
    .unit = "US dollars for one euro", .as_of = "October 2026",
    .source = "Central Bank, monthly average",
    .table = "Month,Rate\nJanuary,1.0842\nFebruary,1.0795\nMarch,1.0872\nApril,1.0728\nMay,1.0812\n"
             "June,1.0759\nJuly,1.0844\nAugust,1.0741\nSeptember,1.0706\nOctober,1.0622\n",
  },
  {
    .name = "19-area", .kind = CS_CHART_AREA,
    .title = "Refugees from three wars came in less than ten years",
    .unit = "thousand applications", .as_of = "2025",
    .source = "Migration Office",
    .annotations = "2016||The year in which most of those of 2015 could apply",
    .table = "Year,Applications\n2008,28\n2009,33\n2010,48\n2011,53\n2012,78\n2013,127\n2014,203\n"
             "2015,477\n2016,746\n2017,223\n2018,186\n2019,166\n2020,122\n2021,191\n2022,244\n2023,352\n"
             "2024,251\n2025,168\n",
  },
  {
    .name = "20-area-stacked", .kind = CS_CHART_AREA,
    .title = "Asia’s share of the world’s people has passed its peak",
    .unit = "billion people", .as_of = "July 2024",
    .source = "Population Division",
    .table = "Year,Asia,Africa,Europe,Latin America,North America,Oceania\n"
             "1950,1.38,0.23,0.55,0.17,0.16,0.01\n1960,1.69,0.28,0.61,0.22,0.2,0.02\n"
             "1970,2.13,0.36,0.66,0.29,0.23,0.02\n1980,2.63,0.48,0.69,0.36,0.25,0.02\n"
             "1990,3.21,0.64,0.72,0.44,0.28,0.03\n2000,3.72,0.82,0.73,0.52,0.31,0.03\n"
             "2010,4.22,1.06,0.74,0.59,0.34,0.04\n2020,4.66,1.36,0.75,0.65,0.37,0.04\n"
             "2030,4.96,1.71,0.74,0.7,0.39,0.05\n",
  },
  {
    .name = "21-share", .kind = CS_CHART_SHARE,
    .title = "Housing takes more than a third of what a household spends",
    .unit = "%", .as_of = "2024",
    .source = "Household Budget Survey",
    .table = "On what,Share\nHousing and energy,36\nFood and drink,16\nTransport,13\n"
             "Leisure and culture,11\nHealth and care,7\nAll else,17\n",
  },
  {
    .name = "22-share-square", .kind = CS_CHART_SHARE, .size = CS_CHART_SIZE_SQUARE,
    .title = "Two of three seats go to the alliance",
    .unit = "seats", .as_of = "14 September 2026",
    .source = "Electoral Commission",
    .table = "List,Seats\nCivic Alliance,67\nProgress,21\nGreens,9\nIndependent,3\n",
  },
  {
    .name = "23-dot", .kind = CS_CHART_DOT,
    .title = "Women earn less than men in every trade; least apart in public service",
    .unit = "euros an hour", .as_of = "April 2026",
    .source = "Earnings Survey",
    .notes = "Median of full-time employees.",
    .table = "Trade,Women,Men\nFinance and insurance,24.8,33.9\n"
             "Information and communication,25.1,30.2\nManufacturing,20.4,24.9\n"
             "Trade and repair,16.2,19.8\nHealth and social work,20.9,24.6\n"
             "Public service,23.8,25.1\nHospitality,13.4,14.6\n",
  },
  {
    .name = "24-dot-portrait", .kind = CS_CHART_DOT, .size = CS_CHART_SIZE_PORTRAIT, .order = CS_CHART_ORDER_DESCENDING,
    .title = "A dozen regions, one gap",
    .unit = "% of people with a tertiary degree", .as_of = "2025",
    .source = "Education Office",
    .table = "Region,Under 35,Over 55\nCapital,62,41\nTessa,57,33\nOrven,54,36\nBrae,51,29\n"
             "Castell,49,31\nVala,47,22\nKessel,45,27\nMarlow,44,24\nDunmore,41,21\nHallin,40,26\n"
             "Varga,36,18\nBorder,33,17\n",
  },
  {
    .name = "25-multiples", .kind = CS_CHART_MULTIPLES,
    .title = "Unemployment fell everywhere but in the capital",
    .unit = "%", .as_of = "2025",
    .source = "Labour Office",
    .highlights = "Capital",
    .table = "Year,Capital,North,Coast,Plain,Hills,South\n2014,6.1,9.8,8.1,7.4,6.6,12.1\n"
             "2015,6.0,9.4,7.9,7.1,6.2,11.8\n2016,5.8,8.9,7.4,6.6,5.9,11.0\n"
             "2017,5.6,8.1,6.8,6.0,5.2,10.1\n2018,5.5,7.4,6.1,5.4,4.7,9.4\n"
             "2019,5.3,6.9,5.7,5.0,4.4,8.8\n2020,7.4,8.3,7.6,6.1,5.5,10.9\n"
             "2021,7.6,7.7,6.9,5.7,5.0,10.0\n2022,7.1,6.6,5.8,4.9,4.4,8.8\n"
             "2023,7.0,6.1,5.2,4.6,4.1,8.1\n2024,7.2,5.8,5.0,4.4,4.0,7.7\n"
             "2025,7.3,5.6,4.8,4.3,3.9,7.4\n",
  },
  {
    .name = "26-multiples-portrait", .kind = CS_CHART_MULTIPLES, .size = CS_CHART_SIZE_PORTRAIT,
    .title = "Every hospital treats more patients than in 2016, with fewer beds",
    .unit = "thousand patients", .as_of = "2025",
    .source = "Hospital Register",
    .table = "Year,St Anne,City,University,Harbour,Children’s,West,North,Veterans\n"
             "2016,12.0,31.0,44.0,9.0,14.0,8.0,17.0,6.0\n2017,12.4,31.9,45.6,9.2,14.3,8.6,17.4,6.1\n"
             "2018,12.8,32.8,47.2,9.4,14.6,9.2,17.8,6.2\n2019,13.2,33.7,48.8,9.6,14.9,9.8,18.2,6.3\n"
             "2020,13.6,34.6,50.4,9.8,15.2,10.4,18.6,6.4\n"
             "2021,14.0,35.5,52.0,10.0,15.5,11.0,19.0,6.5\n"
             "2022,14.4,36.4,53.6,10.2,15.8,11.6,19.4,6.6\n"
             "2023,14.8,37.3,55.2,10.4,16.1,12.2,19.8,6.7\n"
             "2024,15.2,38.2,56.8,10.6,16.4,12.8,20.2,6.8\n"
             "2025,15.6,39.1,58.4,10.8,16.7,13.4,20.6,6.9\n",
  },
  {
    .name = "27-dumbbell", .kind = CS_CHART_DUMBBELL,
    .title = "Every district recycles more than five years ago; Harbour doubled",
    .unit = "%", .as_of = "2025",
    .source = "Waste Service",
    .subtitle = "Part of household waste that is recycled",
    .table = "District,2020,2025\nHarbour,19,38\nNorth,31,44\nOld town,28,37\nWest,35,43\n"
             "University,39,46\nEast,27,33\nSouth,33,36\n",
  },
  {
    .name = "28-dumbbell-square", .kind = CS_CHART_DUMBBELL, .size = CS_CHART_SIZE_SQUARE,
    .title = "Waiting for a specialist takes longer in all but two fields",
    .unit = "days, median", .as_of = "2026",
    .source = "Health Insurance Report",
    .highlights = "Radiology",
    .table = "Field,2016,2026\nDermatology,29,49\nNeurology,41,57\nEye medicine,23,38\n"
             "Orthopaedics,21,30\nCardiology,34,41\nGynaecology,17,22\nRadiology,12,10\n"
             "Ear and nose and throat,16,15\n",
  },
  {
    .name = "29-slope", .kind = CS_CHART_SLOPE,
    .title = "Renting became dearer everywhere, most of all by the harbour",
    .unit = "euros for a square metre", .as_of = "October 2026",
    .source = "City Statistics Office",
    .highlights = "Harbour",
    .table = "District,2016,2026\nHarbour,9.8,16.9\nOld town,12.4,17.2\nUniversity,11.2,15.1\n"
             "North,8.1,11.4\nWest,8.4,10.2\nEast,7.6,9.0\nSouth,7.9,8.8\n",
  },
  {
    .name = "30-slope-portrait", .kind = CS_CHART_SLOPE, .size = CS_CHART_SIZE_PORTRAIT,
    .title = "The young left the church, the old did not",
    .unit = "% who belong to a church", .as_of = "2025",
    .source = "Population Survey",
    .table = "Age,2005,2025\nUnder 25,61,34\n25 to 39,64,41\n40 to 54,70,55\n55 to 69,76,71\n"
             "70 and over,82,83\n",
  },
  {
    .name = "31-zh-bar", .kind = CS_CHART_BAR,
    .title = "北部城区房租涨幅最大",
    .unit = "%", .as_of = "2026年10月",
    .source = "市统计局住房租赁调查（样本12400户）",
    .subtitle = "租金中位数同比",
    .highlights = "北区",
    .table = "城区,涨幅\n北区,8.4\n港口区,6.1\n老城区,5.2\n西区,4.9\n东区,3.3\n南区,2.0\n",
  },
  {
    .name = "32-zh-line-wan", .kind = CS_CHART_LINE,
    .title = "高铁客流首次突破年30亿人次",
    .unit = "人次", .as_of = "2026年1月",
    .source = "国家铁路集团",
    .annotations = "2020年||疫情期间出行受限",
    .table = "年份,高铁客运量\n2012年,388000000\n2013年,530000000\n2014年,704000000\n2015年,961000000\n"
             "2016年,1221000000\n2017年,1752000000\n2018年,2054000000\n2019年,2358000000\n"
             "2020年,1557000000\n2021年,1922000000\n2022年,1273000000\n2023年,2896000000\n"
             "2024年,2994000000\n2025年,3210000000\n",
  },
  {
    .name = "33-zh-grouped", .kind = CS_CHART_GROUPED_BAR, .size = CS_CHART_SIZE_SQUARE,
    .title = "服务业与工业连续四个季度提速",
    .unit = "%", .as_of = "2026年10月",
    .source = "市统计局",
    .table = "季度,服务业,工业\n2025年第四季度,3.9,2.4\n2026年第一季度,4.2,2.6\n2026年第二季度,4.6,3.1\n2026年第三季度,5.0,3.4\n",
  },
  {
    .name = "34-zh-stacked", .kind = CS_CHART_STACKED_BAR, .size = CS_CHART_SIZE_PORTRAIT,
    .title = "新建住房三分之一为保障性住房",
    .unit = "套", .as_of = "2026年9月",
    .source = "市住房和城乡建设局",
    .table = "年份,商品住房,保障性租赁住房,共有产权住房\n2021年,42000,9800,2100\n2022年,39500,12600,3400\n"
             "2023年,36200,15900,4800\n2024年,33800,18200,6100\n2025年,31500,21400,7300\n",
  },
  {
    .name = "35-zh-share", .kind = CS_CHART_SHARE,
    .title = "居住支出占家庭消费支出的三分之一以上",
    .unit = "元", .as_of = "2025年",
    .source = "市居民收支调查",
    .table = "项目,支出\n居住,14320\n食品烟酒,11860\n交通通信,5230\n教育文化娱乐,4610\n医疗保健,3120\n其他,2790\n",
  },
  {
    .name = "36-zh-dumbbell", .kind = CS_CHART_DUMBBELL,
    .title = "五年来各区垃圾分类率全面上升",
    .unit = "%", .as_of = "2025年",
    .source = "市城市管理局",
    .table = "城区,2020年,2025年\n港口区,19,38\n北区,31,44\n老城区,28,37\n大学城,39,46\n东区,27,33\n",
  },
  {
    .name = "37-ar-bar", .kind = CS_CHART_BAR,
    .title = "ارتفعت الإيجارات أكثر ما ارتفعت في شمال المدينة",
    .unit = "%", .as_of = "أكتوبر ٢٠٢٦",
    .source = "مكتب الإحصاء البلدي، مسح شمل ١٢٤٠٠ مسكن",
    .highlights = "الشمال",
    .table = "الحي,التغير\nالشمال,8.4\nالميناء,6.1\nالمدينة القديمة,5.2\nالغرب,4.9\nالشرق,3.3\n"
             "الجنوب,2.0\n",
  },
  {
    .name = "38-ar-line", .kind = CS_CHART_LINE,
    .title = "عاد التضخم إلى ما دون ثلاثة في المئة",
    .unit = "%", .as_of = "2025",
    .source = "الجهاز المركزي للإحصاء",
    .highlights = "كل السلع",
    .annotations = "2022|الطاقة|ذروة أسعار الغاز",
    .table = "السنة,الغذاء,الطاقة,كل السلع\n2018,2.1,3.4,1.8\n2019,1.4,1.2,1.4\n2020,2.8,-4.1,0.6\n"
             "2021,3.2,9.6,3.1\n2022,11.8,28.4,7.9\n2023,10.2,5.1,5.9\n2024,2.4,-1.9,2.3\n"
             "2025,2.6,0.8,2.1\n",
  },
  {
    .name = "39-ar-stacked", .kind = CS_CHART_STACKED_SHARE, .size = CS_CHART_SIZE_SQUARE,
    .title = "نصف من يعملون من المنزل لا يريدون العودة إلى المكتب",
    .unit = "%", .as_of = "يونيو 2026",
    .source = "مسح القوى العاملة",
    .table = "الفئة,في المنزل فقط,غالبا في المنزل,غالبا في المكتب,في المكتب فقط\n"
             "آباء وأمهات الأطفال الصغار,31,34,22,13\nمن دون الثلاثين,18,27,35,20\n"
             "فوق الخامسة والخمسين,22,21,27,30\n",
  },
  {
    .name = "40-fr-line", .kind = CS_CHART_LINE,
    .title = "Le chômage recule depuis dix ans, sauf chez les plus jeunes",
    .unit = "%", .as_of = "octobre 2026",
    .source = "Institut de statistique",
    .language = "fr",
    .table = "Année,15–24 ans,25–49 ans,50 ans et plus\n2016,\"24,6\",\"9,3\",\"6,9\"\n"
             "2018,\"20,8\",\"8,5\",\"6,4\"\n2020,\"20,2\",\"7,4\",\"5,8\"\n2022,\"17,3\",\"6,6\",\"5,2\"\n"
             "2024,\"18,8\",\"6,7\",\"4,9\"\n2026,\"19,4\",\"6,4\",\"4,7\"\n",
  },
  {
    .name = "41-long-title", .kind = CS_CHART_BAR, .size = CS_CHART_SIZE_SQUARE,
    .title = "The number of people who use the public library more than once a week has doubled within a single year, and it did so in the quarters where the new branches opened before summer",
    .unit = "thousand visits", .as_of = "October 2026",
    .source = "City Library, counted at the gates of all thirty-one branches and the mobile library that serves the outer villages on weekdays",
    .notes = "Counted at the gates; children under six are not counted. The branch in the west opened in May.",
    .table = "Branch,Visits\nCentral,84\nHarbour,41\nNorth,39\nUniversity,33\nWest,21\n",
  },
};

const guint gallery_n_charts = G_N_ELEMENTS (gallery_charts);
