// Invented charts for tests and benchmarks: a full county year (30 projects x 12 months) and a
// small one with every kind of cell.
#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "chart/progress_model.hpp"

namespace zhantu::chart::fixture {

struct ProjectWords {
  const char* name;
  const char* facts;
  const char* target;
  const char* unit;
  const char* town;
};

struct PostWords {
  const char* name;
  std::vector<ProjectWords> projects;
};

inline const std::vector<PostWords> kCountyWords = {
    {"产业园区",
     {{"云溪产业园二期标准厂房",
       "占地126亩，新建标准厂房8栋、研发楼1栋，建筑面积9.6万平方米，总投资4."
       "2亿元，建设周期2025至2027年。",
       "年底前6栋厂房主体封顶，完成投资1.8亿元", "县经济开发区管委会", "东岭镇"},
      {"健康食品产业园污水处理站",
       "设计日处理能力1.2万吨，配套管网7.4公里，总投资1.1亿元，服务园区二十余家食品企业。",
       "10月底通水试运行，出水达到一级A标准", "县生态环境局", "枫林镇"},
      {"柳河镇板簧企业整合提升",
       "涉及轧钢、板簧、附材企业31家，整体搬迁入园并完成设备更新，关停落后产能18万吨。",
       "全年搬迁入园24家，关停7家，完成设备更新投资9000万元", "县工业和信息化局", "柳河镇"},
      {"110千伏开发区输变电工程",
       "新建110千伏变电站1座，线路14.6公里，主变容量2×50兆伏安，总投资8600万元。", "11月底建成投运",
       "国网云溪县供电公司", "东岭镇"},
      {"新能源电池结构件项目",
       "外资项目，一期建设生产线6条，达产后年产值12亿元，固定资产投资5.5亿元。",
       "一期3条生产线投产，到位外资3000万美元", "县投资促进中心", "石桥镇"}}},
    {"交通建设",
     {{"国道309县城段改线工程", "全长18.7公里，一级公路标准，大桥2座、互通1处，总投资9.8亿元。",
       "路基工程全部完成，桥梁下部结构完成80%", "县交通运输局", "青坪镇"},
      {"农村公路“四好路”提升",
       "改造县乡道路42条、206公里，安防工程118公里，惠及9个乡镇153个行政村。",
       "完成路面改造206公里，安防工程全部交工验收", "县农村公路服务中心", "青坪镇"},
      {"城东客运枢纽站",
       "占地58亩，一级客运站，集公路客运、公交首末站、旅游集散于一体，总投资2.1亿元。",
       "主体完工，完成室内外装修60%", "县城市建设投资集团", "云集镇"},
      {"洛河大桥危桥改造", "拆除重建，桥长286米、宽24.5米，双向四车道，设计荷载公路—Ⅰ级。",
       "12月20日前建成通车", "县交通运输局", "白鹭乡"}}},
    {"城市更新",
     {{"老城区雨污分流改造（一期）", "改造雨污水管网63公里，覆盖老城区4.8平方公里、3.2万户居民。",
       "完成管网改造40公里，消除内涝点11处", "县住房和城乡建设局", "云集镇"},
      {"2026年老旧小区改造", "改造老旧小区27个、172栋楼、5860户，加装电梯36部。",
       "27个小区全部完工，加装电梯36部投入使用", "县住房和城乡建设局", "云集镇"},
      {"解放路棚户区征收安置", "征收房屋1124户、15.3万平方米，建设安置房1280套。",
       "征收签约率达到100%，安置房主体封顶", "解放路街道办事处", "云集镇"},
      {"城区公共停车场建设", "新建停车场9处、停车位3100个，配建充电桩420个。",
       "9处停车场全部建成启用", "县城市管理局", "云集镇"},
      {"智慧供热一张网改造",
       "改造一级网22公里、换热站64座，接入智慧供热平台，供热面积960万平方米。",
       "供暖季前（11月15日）全部投用", "县公用事业服务中心", "云集镇"}}},
    {"乡村振兴",
     {{"高标准农田建设（5.6万亩）",
       "涉及白鹭、青坪、南屏等6个乡镇47个村，配套机井312眼、渠系186公里。",
       "建成高标准农田5.6万亩并通过县级验收", "县农业农村局", "白鹭乡"},
      {"双塘乡设施蔬菜基地", "建设智能温室12万平方米、冷库3万吨，总投资3.6亿元，带动农户6000户。",
       "温室全部投用，冷库主体完工", "县农业发展集团", "双塘乡"},
      {"和美乡村示范片区（三镇二十村）", "整治提升20个村，建设环线38公里，打造精品村5个。",
       "20个村整治任务全部完成，精品村通过市级验收", "县乡村振兴服务中心", "枫林镇"},
      {"农村饮水安全巩固提升", "新建水厂2座，改造管网410公里，受益群众11.8万人。",
       "两座水厂通水，管网改造完成350公里", "县水利局", "南屏乡"}}},
    {"民生事业",
     {{"县人民医院门诊综合楼", "占地150亩，床位1000张，建筑面积16.8万平方米，总投资11.6亿元。",
       "门诊医技楼、住院楼主体封顶，完成投资3.5亿元", "县卫生健康局", "石桥镇"},
      {"第三实验小学新建", "规划72个教学班、3600个学位，建筑面积6.9万平方米。",
       "8月底竣工，9月1日投入使用", "县教育和体育局", "石桥镇"},
      {"县域养老服务中心", "建设养老床位680张，其中护理型床位480张，总投资1.9亿元。",
       "主体验收，开展室内装修", "县民政局", "柳河镇"},
      {"全民健身中心", "建设综合馆、游泳馆、室外运动场，建筑面积3.1万平方米。",
       "综合馆竣工，游泳馆完成设备安装", "县教育和体育局", "石桥镇"},
      {"保障性租赁住房（1200套）", "分3个地块建设，建筑面积8.4万平方米，配套幼儿园1所。",
       "1200套主体封顶，600套交付使用", "县住房保障中心", "东岭镇"}}},
    {"生态环保",
     {{"洛河流域综合治理", "治理河道34公里，清淤126万立方米，生态护岸28公里，湿地3处。",
       "完成河道治理26公里，建成湿地2处", "县水利局", "白鹭乡"},
      {"全县裸露矿山修复", "治理废弃矿山17处、4300亩，削坡排险、覆土复绿。",
       "治理15处、3900亩，复绿率90%以上", "县自然资源和规划局", "石桥镇"},
      {"双塘乡秸秆综合利用", "新增日处理能力600吨，12兆瓦发电机组1台，总投资3.3亿元。",
       "设备安装完成，12月点火试运行", "县城市管理局", "双塘乡"},
      {"工业企业超低排放改造", "涉及钢铁、建材企业14家，改造治理设施52台（套）。",
       "14家企业全部完成改造并通过评估监测", "县生态环境局", "柳河镇"}}},
    {"文旅融合",
     {{"云溪古城保护与旅游提升", "修缮城墙1.8公里，恢复历史街巷6条，建设游客中心及停车场。",
       "城墙修缮完工，游客中心国庆节前开放", "县文化广电和旅游局", "云集镇"},
      {"青坪镇茶旅融合示范带", "建设茶园观光路21公里、驿站6处、民宿120间，总投资1.4亿元。",
       "观光路全线贯通，驿站6处全部开放", "青坪镇人民政府", "青坪镇"},
      {"全域智慧旅游平台", "接入景区21处、酒店民宿136家，建设数据中台和一机游小程序。",
       "平台上线运行，完成三级等保测评", "县文化广电和旅游局", "云集镇"}}}};

inline const std::array<const char*, 12>& plan_words() {
  static const std::array<const char*, 12> words = {
      "招标和合同签订",   "清表放线进场",       "桩基施工过半", "基础完工",
      "地下结构完成",     "三层结构封顶",       "五层结构完成", "二次结构砌筑",
      "主体结构封顶验收", "室外管网与道路配套", "设备安装调试", "竣工验收备案"};
  return words;
}

inline std::string person(int seed) {
  static const std::array<const char*, 12> family = {"周", "林", "高", "罗", "徐", "何",
                                                     "黄", "吴", "孙", "胡", "马", "陆"};
  static const std::array<const char*, 10> given = {"建安", "秋白", "远志", "晓岚", "国栋",
                                                    "若溪", "明川", "海燕", "立新", "文博"};
  const auto n = static_cast<std::size_t>(seed);
  return std::string(family[n % 12]) + given[(n * 7 + n / 12) % 10];
}

// Missed months by project, as bits; the rest is met.
inline unsigned missed_months(int project) {
  switch (project % 30) {
    case 1: return 0b1'0000'0010;
    case 2: return 0b0'0000'0110;
    case 4: return 0b0'0000'1110;
    case 10: return 0b1'1111'1111;
    case 15: return 0b1'1111'1110;
    case 18: return 0b0'0010'0000;
    case 21: return 0b1'1110'0000;
    case 23: return 0b0'0011'0001;
    case 28: return 0b0'0000'0011;
    default: return 0;
  }
}

inline ProgressCell county_cell(int project, int month, int current, int& run) {
  ProgressCell cell;
  const int plan = month == 11 ? 10'000 : (month + 1) * 830 + (project * 37 + month * 11) % 70;
  cell.plan_text = plan_words()[static_cast<std::size_t>((month + project / 6) % 12)];
  cell.plan_basis_points = plan;
  if (project == 12 && month == 1) {
    cell.has_target = false;
    return cell;
  }
  if (project == 19 && month > 8) {
    cell.on_wall = false;
    return cell;
  }
  const bool missed = (missed_months(project) >> month & 1U) != 0;
  if (month > current + 1) return cell;
  const int done = missed ? plan - 100 - (run + 1) * 240 - project * 13 % 90
                          : plan + (project * 53 + month * 29) % 480;
  const int verified = std::max(done, 200);
  cell.claimed_basis_points = verified + (project % 7 == 3 && month % 3 == 2 ? 300 : 0);
  if (month > current) return cell;
  run = missed ? run + 1 : 0;
  cell.missed_run = run;
  cell.verified_basis_points = verified;
  cell.card = !missed ? Card::blue : run >= 2 ? Card::red : Card::yellow;
  cell.corrected = project == 6 && month == 4;
  if (project == 19 && month == 8) {
    cell.struck_off = true;
    cell.verified_basis_points = cell.claimed_basis_points = 10'000;
  }
  return cell;
}

inline void add_race(ProgressChart& chart) {
  const std::array<const char*, 9> towns = {"石桥镇", "云集镇", "青坪镇", "东岭镇", "柳河镇",
                                            "枫林镇", "白鹭乡", "双塘乡", "南屏乡"};
  const std::array<int, 9> scores = {94, 91, 88, 86, 83, 79, 76, 71, 66};
  const std::array<int, 9> changes = {1, 2, -1, 0, 3, -2, 0, -2, -1};
  for (std::size_t i = 0; i < towns.size(); ++i) {
    chart.race.push_back({towns[i], scores[i], static_cast<int>(i) + 1, changes[i]});
  }
}

inline void add_labels(ProgressChart& chart) {
  chart.place = "云溪县";
  chart.title = "云溪县2026年重点项目挂图作战进度图";
  chart.issuer = "云溪县重点项目挂图作战督考办公室";
  chart.period_text = "9月";
  chart.data_as_of = "2026年9月30日";
  chart.rule_blue = "超额或如期完成月度目标";
  chart.rule_yellow = "未完成月度目标";
  chart.rule_red = "连续两个月及以上未完成月度目标";
  chart.rule_note =
      "每月5日前由主责单位申报，作战指挥部确认，督考办公室现场核查后认定；年度目标原则上每年只调整"
      "一次，须指挥长签字、"
      "督考办公室审核、总指挥部批准。";
  chart.revision = 9;
  chart.revision_code = "9F3A-7C21-E04B";
  chart.qr_text = "https://zhantu.yunxi.example/c/1/r/9?code=9F3A-7C21-E04B";
  for (int month = 0; month < 12; ++month) {
    chart.periods.push_back({std::to_string(month + 1) + "月", month <= 8, month == 8});
  }
}

inline void count_cards(ProgressChart& chart) {
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows) {
      const ProgressCell& cell = row.cells[8];
      chart.blue += cell.card == Card::blue;
      chart.yellow += cell.card == Card::yellow;
      chart.red += cell.card == Card::red;
      chart.struck_off += cell.struck_off;
      chart.without_card += cell.card == Card::none;
    }
  }
}

inline ProgressRow county_row(const ProjectWords& words, int project) {
  static const std::array<const char*, 4> blockers = {"征地6户未签约", "设备到货延误",
                                                      "环评批复待件", "管线迁改冲突"};
  ProgressRow row;
  row.sequence = project + 1;
  row.project = std::to_string(71 + project);
  row.number = "YX-" + std::to_string(2601 + project);
  row.name = words.name;
  row.facts = words.facts;
  row.annual_target = words.target;
  row.commander = person(project / 5);
  row.deputy_commanders =
      person(project + 20) + (project % 3 == 0 ? "、" + person(project + 57) : "");
  row.accountable_persons = person(project + 91);
  row.lead_unit = words.unit;
  row.lead_unit_short = words.town;
  int run = 0;
  for (int month = 0; month < 12; ++month) row.cells.push_back(county_cell(project, month, 8, run));
  row.plan_basis_points = row.cells[8].plan_basis_points;
  row.verified_basis_points = row.cells[8].verified_basis_points;
  if (row.cells[8].card == Card::red || row.cells[8].card == Card::yellow) {
    row.blocker = blockers[static_cast<std::size_t>(project) % 4];
  }
  return row;
}

// 30 projects in 7 command posts, 12 months of which 9 are published. `copies` repeats the county
// to get more rows.
inline ProgressChart county_year(Audience audience = Audience::internal, int copies = 1) {
  ProgressChart chart;
  chart.audience = audience;
  add_labels(chart);
  chart.subtitle = "2026年度 · 9个乡镇 · " + std::to_string(30 * copies) + "项";
  int project = 0;
  for (int copy = 0; copy < copies; ++copy) {
    for (const PostWords& post : kCountyWords) {
      ProgressGroup& group = chart.groups.emplace_back();
      group.name = post.name;
      for (const ProjectWords& words : post.projects)
        group.rows.push_back(county_row(words, project++));
    }
  }
  count_cards(chart);
  add_race(chart);
  return chart;
}

// By the current period's cards: one missed project is enough for a unit and a post; all missed
// make it red.
inline void judge_units_and_posts(ProgressChart& chart) {
  const auto count = [](RolledUpMark& mark, const ProgressRow& row) {
    const Card card = row.cells[8].card;
    if (card == Card::none) return;
    ++mark.judged;
    mark.missed += card != Card::blue ? 1 : 0;
    mark.card = mark.missed == 0             ? Card::blue
                : mark.missed == mark.judged ? Card::red
                                             : Card::yellow;
  };
  for (ProgressGroup& group : chart.groups) {
    group.mark = RolledUpMark{.name = group.name + "作战指挥部"};
    for (ProgressRow& row : group.rows) {
      count(*group.mark, row);
      auto unit = std::ranges::find(chart.units, row.lead_unit, &RolledUpMark::name);
      if (unit == chart.units.end())
        unit = chart.units.insert(unit, RolledUpMark{.name = row.lead_unit});
      count(*unit, row);
    }
  }
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows)
      row.unit_card = std::ranges::find(chart.units, row.lead_unit, &RolledUpMark::name)->card;
  }
}

// Arrears of all periods but the last two are made good: red is shown as yellow.
inline void recolour(ProgressChart& chart) {
  chart.recolourings = {{Card::red, Card::yellow, "后来补齐的，红牌改示黄牌"}};
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) {
      for (std::size_t i = 0; i < 7 && i < row.cells.size(); ++i) {
        if (row.cells[i].card == Card::red) row.cells[i].shown = Card::yellow;
      }
    }
  }
}

// Six rows that hold every kind of cell, three of them with letters that markup must escape.
inline ProgressChart every_cell(Audience audience = Audience::internal) {
  ProgressChart chart = county_year(audience);
  chart.groups.resize(2);
  chart.groups[0].rows.resize(4);
  chart.groups[1].rows.resize(2);
  chart.groups[1].name = "教育卫生与养老服务保障";
  chart.race.resize(3);
  chart.subtitle = "2026年度 · 3个乡镇 · 6项";
  ProgressRow& first = chart.groups[0].rows[0];
  first.name = "<云溪> & \"产业园\" '二期'";
  first.cells[0].on_wall = false;
  first.cells[1].has_target = false;
  first.cells[2].claimed_basis_points = first.cells[2].verified_basis_points;
  first.cells[3].corrected = true;
  first.cells[4].card = Card::none;
  first.cells[5].card = Card::none;
  first.cells[5].verified_basis_points.reset();
  first.cells[6].plan_text.clear();
  first.cells[7].plan_basis_points.reset();
  first.cells[8].struck_off = true;
  first.cells[8].verified_basis_points = 10'000;
  ProgressRow& second = chart.groups[0].rows[1];
  second.cells[0].plan_text =
      "完成全部征地拆迁协议签订并取得用地预审与规划选址意见书和环境影响评价批复";
  second.cells[3].card = Card::red;
  second.cells[3].verified_basis_points = 900;
  second.cells[3].claimed_basis_points = 3'333;
  second.cells[3].corrected = true;
  second.cells[8].card = Card::red;
  second.cells[8].missed_run = 2;
  second.blocker = "<征地> & 拆迁6户未签约";
  chart.blue = chart.yellow = chart.red = chart.struck_off = chart.without_card = 0;
  count_cards(chart);
  judge_units_and_posts(chart);
  chart.units[0].corrected = true;
  recolour(chart);
  return chart;
}

}  // namespace zhantu::chart::fixture
