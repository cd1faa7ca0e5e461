# A county's year under the command system: headquarters, supervision office, six command posts, 30 projects.
# Rows: D-3.1 (verdicts), D-3.2 (cards), D-3.3 (publication and correction), D-2.8 (entry and exit), D-9.4 (separation of powers).
# P03 turns yellow, red and blue again; P28 is missed, has no target, and is missed again; P10 is falsified.
story "指挥部制一年：三十个项目的认定、公示和更正"
setup demo/county.toml

# ---- January. Two projects enter in April: 28 hang on the wall, six of them without a target this month.

clock 2026-01-12
as nobody                      report P03 2026-01 3 "围挡及临建完成"   -> refused not_logged_in
as nobody                      sees P03                             -> refused not_logged_in
as clerk@lead(P03)             report P18 2026-01 1 "提前报送"        -> refused project_not_on_wall
as clerk@lead(P03)             report P03 2026-02 5 "下月的"          -> refused period_not_begun
as clerk@lead(P03)             report P03 2027-01 5 "明年的"          -> refused period_unknown
as clerk@lead(P10)             report P03 2026-01 3 "替人报送"        -> refused not_permitted
as officer@supervision_office  publish 2026-01                      -> refused verdicts_missing items 28
journal unmoved

clock 2026-01-28
as commander@post(P03)         confirm P03 2026-01                  -> refused report_missing
as officer@supervision_office  determine P03 2026-01 met 3          -> refused report_missing
as clerk@lead(P03)             report P03 2026-01 2.5 "围挡完成"      -> ok
as clerk@lead(P03)             report P03 2026-01 3 "围挡及临建完成"   -> ok
as clerk@lead(P03)             confirm P03 2026-01                  -> refused not_permitted
as commander@post(P10)         confirm P03 2026-01                  -> refused not_permitted
as officer@supervision_office  determine P03 2026-01 met 3          -> refused not_confirmed
as commander@post(P03)         confirm P03 2026-01 "现场看过"         -> ok
as commander@post(P03)         confirm P03 2026-01                  -> refused report_already_confirmed
as clerk@lead(P03)             report P03 2026-01 4 "再改一次"        -> refused report_already_confirmed
journal moved by 3

# Only the supervision office gives verdicts.
as administrator@system        determine P03 2026-01 met 3          -> refused not_permitted
as administrator@security      determine P03 2026-01 met 3          -> refused not_permitted
as administrator@auditor       determine P03 2026-01 met 3          -> refused not_permitted
as commander_in_chief@headquarters  determine P03 2026-01 met 3     -> refused not_permitted
as commander@post(P03)         determine P03 2026-01 met 3          -> refused not_permitted
as clerk@lead(P03)             determine P03 2026-01 met 3          -> refused not_permitted
journal unmoved

everyone reports 2026-01 as planned except P03
posts confirm 2026-01
proposal P03 2026-01 -> met
proposal P02 2026-01 -> no_target
proposal P08 2026-01 -> open

# Nobody gives a verdict on a project of a unit that he belongs to: office2 comes from the unit that leads P24.
as office2                     determine P24 2026-01 met            -> refused barred_by_belonging
as office2                     determine P03 2026-01 met 3          -> ok
as officer@supervision_office  determine P04 2026-01 missed 0       -> refused field_invalid
office takes proposals 2026-01 except P24
missing 2026-01 -> P24
as officer@supervision_office  publish 2026-01                      -> refused verdicts_missing items P24
office takes proposals 2026-01
missing 2026-01 -> 0
as commander@post(P03)         publish 2026-01                      -> refused not_permitted
as administrator@system        publish 2026-01                      -> refused not_permitted
as officer@supervision_office  correct P03 2026-01 missed 2 "复核"    -> refused period_not_published

clock 2026-01-31
as officer@supervision_office  publish 2026-01 "一月公示"             -> ok
published 2026-01 blue 22 none 6
state 2026-01 -> published
card P03 2026-01 -> blue "三（二）" run 0
card P02 2026-01 -> none
as officer@supervision_office  publish 2026-01                      -> refused period_already_published
as officer@supervision_office  determine P03 2026-01 missed 2 "补认"  -> refused period_already_published
as clerk@lead(P03)             report P03 2026-01 4 "补报"           -> refused period_already_published
as commander@post(P03)         confirm P03 2026-01                  -> refused period_already_published

# ---- February. March cannot be published before it.

clock 2026-02-27
everyone reports 2026-02 as planned except P01
as clerk@lead(P01)             report P01 2026-02 2300 "三层提前完成"  -> ok
proposal P01 2026-02 -> exceeded
posts confirm 2026-02
office takes proposals 2026-02
clock 2026-03-02
everyone reports 2026-03 as planned except P03
as officer@supervision_office  publish 2026-03                      -> refused earlier_period_not_published
as officer@supervision_office  publish 2026-02                      -> ok
published 2026-02 blue 24 none 4
card P01 2026-02 -> blue

# ---- March: P03 falls behind. A verdict of missed needs a reason, and a project that is missed without a report can be judged.

clock 2026-03-31
as clerk@lead(P03)             report P03 2026-03 7 "桩基完成两成"     -> ok
posts confirm 2026-03
proposal P03 2026-03 -> missed
as officer@supervision_office  determine P03 2026-03 missed 7       -> refused field_invalid
as officer@supervision_office  determine P03 2026-03 met 7          -> refused field_invalid
as officer@supervision_office  determine P03 2026-03 missed 7 "桩机到场晚，只完成两成" -> ok
office takes proposals 2026-03
as officer@supervision_office  publish 2026-03                      -> ok
published 2026-03 blue 27 yellow 1
card P03 2026-03 -> yellow "三（二）" run 1

# ---- April: two projects enter. P03 is missed for the second time running.

clock 2026-04-30
everyone reports 2026-04 as planned except P03
as clerk@lead(P03)             report P03 2026-04 12 "桩基完成七成"    -> ok
posts confirm 2026-04
as officer@supervision_office  determine P03 2026-04 missed 11.5 "桩基只完成六成半" -> ok
office takes proposals 2026-04
as officer@supervision_office  publish 2026-04                      -> ok
published 2026-04 blue 29 red 1
card P03 2026-04 -> red "连续两个月" run 2

# ---- May: P03 catches up; blue at once. The open chart names posts and units, never persons.

clock 2026-05-30
chart as_of 2026-04-30 open svg remember april
chart as_of 2026-04-30 open svg contains "云溪县"
chart as_of 2026-04-30 open svg contains "枫林智能装备配套产业园"
chart as_of 2026-04-30 open svg lacks "龚卫东"
chart as_of 2026-04-30 internal svg contains "龚卫东"
everyone reports 2026-05 as planned
posts confirm 2026-05
office takes proposals 2026-05
as officer@supervision_office  publish 2026-05                      -> ok
published 2026-05 blue 30
card P03 2026-05 -> blue run 0

# ---- June: March is checked again. The correction touches April too and names it; May stays.

clock 2026-06-15
as commander@post(P03)         correct P03 2026-03 met 10 "复核"      -> refused not_permitted
as office2                     correct P24 2026-03 missed 10 "复核"   -> refused barred_by_belonging
as officer@supervision_office  correct P03 2026-06 met 10 "复核"      -> refused period_not_published
as officer@supervision_office  correct P18 2026-03 met 10 "复核"      -> refused project_not_on_wall
as officer@supervision_office  correct P03 2026-03 missed 7 "原样"    -> refused correction_changes_nothing
journal moved
as officer@supervision_office  foresee P03 2026-03 met 10 "监理日志证明三月底已完成四成" -> ok changes 2026-03 yellow->blue, 2026-04 red->yellow
journal unmoved
as officer@supervision_office  correct P03 2026-03 met 10 "监理日志证明三月底已完成四成" -> ok changes 2026-03 yellow->blue, 2026-04 red->yellow
journal moved by 1
card P03 2026-03 -> blue run 0
card P03 2026-04 -> yellow run 1
card P03 2026-05 -> blue
published 2026-03 blue 28
published 2026-04 blue 29 yellow 1
state 2026-03 -> corrected
state 2026-05 -> published
as officer@supervision_office  correct P03 2026-03 met 10 "又一次"    -> refused correction_changes_nothing
# A printed chart of April still shows what hung on the wall in April.
chart as_of 2026-04-30 open svg equals april

clock 2026-06-30
everyone reports 2026-06 as planned
posts confirm 2026-06
office takes proposals 2026-06
as officer@supervision_office  publish 2026-06                      -> ok
published 2026-06 blue 30

# ---- July: P28 is missed. P10 turns out to have been reported falsely in May: a later correction turns blue into yellow,
# ---- and a second one, for June, lengthens the run.

clock 2026-07-31
everyone reports 2026-07 as planned except P28
posts confirm 2026-07
as officer@supervision_office  determine P28 2026-07 missed 45 "未报送，现场未见进展" -> ok
office takes proposals 2026-07
as officer@supervision_office  publish 2026-07                      -> ok
published 2026-07 blue 29 yellow 1
card P28 2026-07 -> yellow run 1
as officer@supervision_office  correct P10 2026-05 missed 9 "五月影像系摆拍，认定虚报" -> ok changes 2026-05 blue->yellow
as officer@supervision_office  correct P10 2026-06 missed 12 "六月沿用五月虚报数"     -> ok changes 2026-06 blue->red
published 2026-05 blue 29 yellow 1
published 2026-06 blue 29 red 1
card P10 2026-07 -> blue run 0

# ---- August: P19 has left the wall. A month without a target neither breaks nor lengthens a run.

clock 2026-08-31
as clerk@lead(P19)             report P19 2026-08 100 "已退出"       -> refused project_not_on_wall
as officer@supervision_office  determine P19 2026-08 met            -> refused project_not_on_wall
everyone reports 2026-08 as planned
posts confirm 2026-08
proposal P28 2026-08 -> no_target
office takes proposals 2026-08
as officer@supervision_office  publish 2026-08                      -> ok
published 2026-08 blue 28 none 1
card P28 2026-08 -> none run 1

# ---- September: P28 is missed again. With August in between this is the second in a row: red.

clock 2026-09-30
everyone reports 2026-09 as planned except P28
posts confirm 2026-09
as officer@supervision_office  determine P28 2026-09 missed 58 "材料未到场" -> ok
office takes proposals 2026-09
as officer@supervision_office  publish 2026-09                      -> ok
published 2026-09 blue 28 red 1
card P28 2026-09 -> red "连续两个月" run 2

# ---- October to December.

clock 2026-10-31
everyone reports 2026-10 as planned
posts confirm 2026-10
office takes proposals 2026-10
as officer@supervision_office  publish 2026-10                      -> ok
published 2026-10 blue 28 none 1
card P28 2026-10 -> blue run 0

clock 2026-11-30
as officer@supervision_office  rename P03 "枫林智能装备配套产业园一期" -> ok
as clerk@lead(P03)             rename P03 "枫林产业园"               -> refused not_permitted
everyone reports 2026-11 as planned
posts confirm 2026-11
office takes proposals 2026-11
as officer@supervision_office  publish 2026-11                      -> ok
published 2026-11 blue 28 none 1

clock 2026-12-31
everyone reports 2026-12 as planned
posts confirm 2026-12
office takes proposals 2026-12
as officer@supervision_office  publish 2026-12                      -> ok
published 2026-12 blue 24 none 5

# ---- The year as it hangs in the end.

published 2026-03 blue 28
published 2026-04 blue 29 yellow 1
published 2026-06 blue 29 red 1
card P03 2026-12 -> blue
chart as_of 2026-04-30 open svg equals april
