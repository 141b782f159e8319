/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-data.h"

/* 清河市并不存在，数据、姓名、网址均为虚构。 */

static const CsPracticePerson people[] = {
  { "admin", "孙浩", "administrator", "" },
  { "lina", "李娜", "drafter", "经济信息科" },
  { "zhaolei", "赵磊", "drafter", "城市安全科" },
  { "chenjing", "陈静", "drafter", "民生服务科" },
  { "wangwei", "王伟", "reviewer", "经济信息科" },
  { "liufang", "刘芳", "reviewer", "城市安全科" },
  { "zhoumin", "周敏", "reviewer", "民生服务科" },
  { "zhangguohua", "张国华", "leader", "" },
  { "wupeng", "吴鹏", "duty", "" },
  { "xuli", "徐丽", "auditor", "" },
  { NULL },
};

static const CsPracticeChart growth = {
  CS_CHART_GROUPED_BAR,
  "三季度经济增速加快，服务业贡献突出",
  "同比增长，%",
  "清河市统计局",
  "2026年10月",
  "\t服务业\t工业\n"
  "2025年四季度\t4.1\t3.6\n"
  "2026年一季度\t4.4\t3.9\n"
  "2026年二季度\t4.6\t4.2\n"
  "2026年三季度\t5.3\t4.8\n",
  "分组柱状图：近四个季度服务业和工业增速逐季加快，2026年三季度服务业同比增长5.3%，工业同比增长4.8%，上年四季度分别为4.1%和3.6%。",
};

static const CsPracticeChart visitors = {
  CS_CHART_LINE,
  "全市博物馆参观人数一年翻番",
  "万人次",
  "清河市文化和旅游局",
  "2026年11月",
  "月份\t参观人数\n5月\t4.2\n6月\t4.7\n7月\t6.8\n8月\t7.4\n9月\t6.1\n10月\t8.5\n",
  "折线图：博物馆参观人数由5月的4.2万人次升至8月的7.4万人次，9月回落至6.1万人次，10月升至8.5万人次。",
};

static const CsPracticeChart calls = {
  CS_CHART_DUMBBELL,
  "市民热线垃圾清运来电一年来增加最多",
  "10月来电件数",
  "清河市12345政务服务便民热线",
  "2026年11月",
  "事项\t2025年\t2026年\n垃圾清运\t870\t1,240\n停车管理\t910\t980\n路灯照明\t690\t610\n供水服务\t430\t455\n噪声扰民\t410\t390\n",
  "两期对比图：12345热线10月来电件数，2025年与2026年相比，垃圾清运由870件增至1240件，停车管理由910件增至980件，路灯照明由690件降至610件，"
  "供水服务由430件增至455件，噪声扰民由410件降至390件。",
};

static const CsPracticeChart shares = {
  CS_CHART_SHARE,
  "2027年预算三分之一用于学校和托育",
  "%",
  "清河市财政局预算草案",
  "2026年11月",
  "用途\t占比\n学校和托育\t34\n道路和公交\t21\n卫生和救助\t18\n公园和文化\t12\n行政及其他\t15\n",
  "构成图：2027年预算草案各项占比，学校和托育34%，道路和公交21%，卫生和救助18%，公园和文化12%，行政及其他15%。",
};

static const CsPracticePoster hearing = {
  CS_POSTER_NOTICE,
  CS_POSTER_WIDE,
  {
    { CS_POSTER_KICKER, "2027年市级预算" },
    { CS_POSTER_TITLE, "预算草案公开征求意见" },
    { CS_POSTER_WHEN, "即日起至12月11日，每日8时至18时" },
    { CS_POSTER_WHERE, "市政务大厅一层，或市政府网站" },
    { CS_POSTER_WHOM, "全体市民" },
    { CS_POSTER_DETAIL, "市人大代表将在审议前阅看全部意见。" },
  },
};

static const CsPracticePost posts[] = {
  { "zhaolei", CS_PRACTICE_PUBLISHED, 330, 0,
    { "【一周工作】本周，滨河路修复路灯14盏，北湖公园补植树木320株，磨坊巷小学门前人行过街设施投入使用。下周将对站前街路面进行维修，"
      "请过往车辆留意现场提示。#清河一周#" },
    CS_ILLUSTRATION_PARK, "傍晚的北湖公园，湖边有一张长椅，对岸是一排树木", NULL,
    { "清河市园林绿化中心", "第45周工作简报", "2026-11-06", "https://qinghe.example/works/45" } },

  { "chenjing", CS_PRACTICE_PUBLISHED, 240, 0,
    { "11月21日至22日9:00—17:00，市疾控中心在花园街社区卫生服务中心集中开展流感疫苗免费接种，无需预约，请携带身份证或医保卡。"
      "12周岁以下儿童须由监护人陪同。",
      "接种点设有无障碍通道；周六10:00起提供手语翻译服务。如有发热等不适，请暂缓接种并咨询医生。" },
    CS_ILLUSTRATION_CLINIC, "花园街社区卫生服务中心外景，白色楼房两侧各有一棵大树", NULL,
    { "清河市卫生健康委员会", "2026年秋冬季疫苗接种方案", "2026-10-30", "https://qinghe.example/health/flu" }, NULL,
    { "Free flu vaccination on 21 and 22 November, 9:00 to 17:00, at the community health centre in Garden Street. No appointment is needed; "
      "please bring your identity or insurance card. Children under 12 come with a guardian.",
      "The centre can be reached without steps. Sign language interpreters are there on Saturday from 10:00. If you have a fever, please "
      "wait and ask a doctor first." } },

  { "lina", CS_PRACTICE_PUBLISHED, 170, 0,
    { "市统计局发布前三季度经济运行情况：三季度全市地区生产总值同比增长5.1%，比二季度加快0.7个百分点。其中服务业增长5.3%，工业增长4.8%。"
      "城镇调查失业率降至3.9%，为六年来最低。" },
    CS_ILLUSTRATION_NONE, NULL, &growth,
    { "清河市统计局", "2026年三季度国民经济运行情况", "2026-10-27", "https://qinghe.example/statistics/q3",
      "清河市人力资源和社会保障局", "10月份就业形势", "2026-11-03", "https://qinghe.example/employment/october" } },

  { "zhaolei", CS_PRACTICE_EXPIRED, 120, 0,
    { "因自行车赛交通管制，明日老城广场早市提前至7:00开市，请广大市民合理安排时间。" } },

  { "zhaolei", CS_PRACTICE_PUBLISHED, 52, 0,
    { "【汛情通报】受上游来水影响，预计今晚22时左右清河老桥站水位将达4.60米。18时起，沿河步道及码头停车场临时封闭。"
      "请及时转移车辆，不要在河边逗留。",
      "市消防救援站（磨坊巷）今晚24时前免费发放沙袋。遇紧急情况请拨打119或110。下一次通报时间为21时。" },
    CS_ILLUSTRATION_RIVER, "大雨中的清河老桥水位站，河水已漫近岸边", NULL,
    { "清河市防汛抗旱指挥部", "清河水情预报", "2026-11-21", "https://floods.example/qinghe" } },

  { "chenjing", CS_PRACTICE_REJECTED, 46, 0,
    { "我市新建游泳馆设施全国第一，快来打卡！" },
    CS_ILLUSTRATION_NONE, NULL, NULL, { NULL },
    "“全国第一”没有依据，且属绝对化用语。开馆信息由市体育中心周五统一发布。" },

  { "lina", CS_PRACTICE_RETURNED, 30, 0,
    { "10月份，全市博物馆接待观众8.5万人次，是5月份的两倍，“清河治水史”专题展最受欢迎。" },
    CS_ILLUSTRATION_NONE, NULL, &visitors,
    { "清河市文化和旅游局", "10月份文旅统计月报", "2026-11-05", "https://qinghe.example/museums" },
    "图表从5月开始，得不出“一年翻番”的结论，请修改图表标题后再报。" },

  { "zhaolei", CS_PRACTICE_QUEUED, 28, 16,
    { "【施工公告】本周三至周五每日7:00—18:00，站前街（磨坊巷至农贸市场段）封闭施工，4路、12路公交车绕行滨河路。沿线商铺可步行进出，"
      "给您带来不便，敬请谅解。" },
    CS_ILLUSTRATION_ROAD, "站前街施工现场，路面上摆放着条纹护栏和交通锥", NULL,
    { "清河市住房和城乡建设局", "交通组织公告第118号", "2026-11-20", "https://qinghe.example/works/118" } },

  { "zhaolei", CS_PRACTICE_HELD, 26, 40,
    { "第八届清河年货节周五16:00在老城广场开幕，17:30举行亮灯仪式，市少年宫合唱团现场演出，欢迎市民朋友前来。" } },

  { "lina", CS_PRACTICE_SIGN_OFF, 9, 3,
    { "10月份，12345热线共受理来电3675件，其中三成以上反映垃圾清运问题。自12月起，周六增加一次生活垃圾清运。当月来电平均38秒接通。" },
    CS_ILLUSTRATION_NONE, NULL, &calls,
    { "清河市12345政务服务便民热线", "10月份运行月报", "2026-11-10", "https://qinghe.example/12345/october" } },

  { "chenjing", CS_PRACTICE_SIGN_OFF, 7, 20,
    { "【更正】昨日我们发布的“花园街图书馆自1月起周日开放”有误，应为“自2027年2月7日起周日开放”。特此更正，并向广大读者致歉。" },
    CS_ILLUSTRATION_NONE, NULL, NULL,
    { "清河市图书馆", "2027年开放时间安排", "2026-11-18", "https://qinghe.example/libraries" } },

  { "zhaolei", CS_PRACTICE_IN_REVIEW, 5, 5,
    { "【一周工作】码头防洪墙经受住考验，志愿者装填沙袋2400只，沿河步道周日起恢复开放。感谢每一位守护清河的人。《内部资料性出版物管理办法》修订稿周一起公开征求意见。#清河一周#" },
    CS_ILLUSTRATION_RIVER, "雨后的清河老桥水位站，水位仍然偏高，岸边步道清晰可见", NULL,
    { "清河市消防救援支队", "抗洪抢险工作情况", "2026-11-22", "https://qinghe.example/fire/flood" },
    .waived = "“内部资料”出自办法的名称，不是内部文件。" },

  { "lina", CS_PRACTICE_IN_REVIEW, 4, 0,
    { "2027年市级预算草案即日起公开征求意见，至12月11日截止，可到市政务大厅查阅或在市政府网站留言。市人大代表将在审议前阅看全部意见。",
      "2027年您最关心哪个方面？您的选择将与意见一并提交市人大。" },
    CS_ILLUSTRATION_NONE, NULL, &shares, { "清河市财政局", "2027年预算草案", "2026-11-20", "https://qinghe.example/budget" },
    .poll = { "学校和幼儿园", "道路和桥梁", "公园和体育" },
    .poster = &hearing },

  { "chenjing", CS_PRACTICE_DRAFT, 3, 0,
    { "冬季体育场馆开放时间调整如下：" },
    CS_ILLUSTRATION_PARK, NULL },

  { "lina", CS_PRACTICE_DRAFT, 2, 0,
    { "10月份，全市居民消费价格同比上涨1.8%，涨幅比9月份回落。" } },

  { NULL },
};

const CsPracticeContent cs_practice_content_zh = {
  .language = "zh",
  .name = "清河市人民政府新闻办公室",
  .sections = { "经济信息科", "城市安全科", "民生服务科" },
  .people = people,
  .route = "普通发布流程",
  .review = "科室审核",
  .sign_off = "领导签发",
  .position = "值班领导",
  .policy_route = "政策信息三审三校",
  .policy_stages = { "一审一校", "二审二校", "三审三校" },
  .policy_ticks = {
    { "语言与措辞", "人名、职务、地名" },
    { "事实与数据", "来源", "个人信息", "保密" },
    { "政策口径", "发布时机" },
  },
  .emergency_route = "应急通道",
  .second_handle = "qinghe_en",
  .picture_author = "清河市新闻办公室",
  .picture_licence = "自有作品",
  .second_name = "Qinghe City Press Office",
  .second_language = "en",
  .posts = posts,
  .footer = "清河发布",
  .accent = 0xb01c1c,
};
