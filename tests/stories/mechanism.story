# Rules change in the middle of a year: headquarters adopts a harsher version, and what was judged before stays as it was.
# Rows: D-6.6 (papers in force with versions and dates), D-3.2 (the rule is data; units and posts), D-3.3 (published means frozen),
# D-3.5 (what follows from a card), D-9.4 (no administrator).
story "机制换版：新规只管新月份"
setup demo/county.toml

version 1 -> in_force judges 2026-01 2026-12

# ---- January and February under the first version: P03 is missed in February.

clock 2026-02-27
everyone reports 2026-01 as planned
posts confirm 2026-01
office takes proposals 2026-01
as officer@supervision_office  publish 2026-01                      -> ok
everyone reports 2026-02 as planned except P03
posts confirm 2026-02
as officer@supervision_office  determine P03 2026-02 missed 4 "桩机未到场" -> ok
office takes proposals 2026-02
as officer@supervision_office  publish 2026-02                      -> ok
judged 2026-02 -> 1
card P03 2026-02 -> yellow "第1版"
unit P03 2026-01 -> blue
unit P03 2026-02 -> yellow "第1版"
post P03 2026-02 -> yellow "未完成1项"
unit P01 2026-02 -> blue
effects P03 2026-02 -> 2 "通报"
effects P01 2026-02 -> 0

# What the harsher file would have given; nothing is saved.
simulated tests/stories/mechanisms/red-at-once.toml -> 1 1 units 0 0 posts 0 0

# ---- Who may put rules in force, and which. Who judges does not make the rules.

clock 2026-03-05
journal moved
as nobody                      adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_logged_in
as officer@supervision_office  adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted
as commander@post(P03)         adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted
as clerk@lead(P03)             adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted
as administrator@system        adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted
as administrator@security      adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted
as administrator@auditor       adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号" -> refused not_permitted

# Too early, not higher, of another name, with a gap, without a paper, or after everything is over.
as chief  adopt tests/stories/mechanisms/red-at-once.toml                           -> refused field_invalid items 1
as chief  adopt tests/stories/mechanisms/red-at-once.toml from 2026-02-01 "纪要5号"   -> refused mechanism_too_early
as chief  adopt tests/stories/mechanisms/red-at-once.toml from 2026-02-28 "纪要5号"   -> refused mechanism_too_early
as chief  adopt tests/stories/mechanisms/red-at-once.toml from 2020-01-01 "纪要5号"   -> refused mechanism_too_early
as chief  adopt tests/stories/mechanisms/red-at-once.toml version 1 "纪要5号"         -> refused mechanism_version_not_higher
as chief  adopt tests/stories/mechanisms/red-at-once.toml from 2026-12-02 "纪要5号"   -> refused mechanism_judges_nothing
as chief  adopt tests/stories/mechanisms/of-another-name.toml "纪要5号"               -> refused mechanism_name_differs
as chief  adopt tests/stories/mechanisms/with-a-gap.toml "纪要5号"                    -> refused mechanism_malformed
as chief  foresee_adoption tests/stories/mechanisms/red-at-once.toml from 2026-02-01 -> refused mechanism_too_early
journal unmoved

# ---- The harsher version acts from March on.

as chief  foresee_adoption tests/stories/mechanisms/red-at-once.toml                -> ok judges 2026-03 2026-12
journal unmoved
as chief  adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号"       -> ok judges 2026-03 2026-12
journal moved by 1
as chief  adopt tests/stories/mechanisms/red-at-once.toml "总指挥部会议纪要第5号"       -> refused mechanism_version_not_higher
version 1 -> past judges 2026-01 2026-02
version 2 -> in_force judges 2026-03 2026-12
judged 2026-02 -> 1
card P03 2026-02 -> yellow "第1版"

clock 2026-03-31
everyone reports 2026-03 as planned except P01
posts confirm 2026-03
as officer@supervision_office  determine P01 2026-03 missed 2300 "主体停工" -> ok
office takes proposals 2026-03
as officer@supervision_office  publish 2026-03                      -> ok
judged 2026-03 -> 2
card P01 2026-03 -> red "补充规定一" run 1
card P01 2026-03 -> red "第2版"
published 2026-02 blue 23 yellow 1 none 4

# ---- A correction of February follows the rule of February, one of March the rule of March.

as officer@supervision_office  correct P01 2026-02 missed 1000 "复核"  -> ok changes 2026-02 blue->yellow, 2026-03 red->red
as officer@supervision_office  correct P04 2026-03 missed 0 "复核"     -> ok changes 2026-03 blue->red
card P01 2026-02 -> yellow "第1版"

# ---- A later version that is to come, replaced before it acted.

clock 2026-04-02
as chief  adopt tests/stories/mechanisms/red-at-once.toml version 3 from 2026-07-01 "纪要8号"  -> ok judges 2026-07 2026-12
version 3 -> to_come judges 2026-07 2026-12
as chief  adopt tests/stories/mechanisms/red-at-once.toml version 4 from 2026-06-01 "纪要9号"  -> ok judges 2026-06 2026-12
version 3 -> replaced
version 2 -> in_force judges 2026-03 2026-05
card P01 2026-02 -> yellow "第1版"
unit P01 2026-02 -> yellow
effects P01 2026-02 -> 2

# ---- From April on headquarters is asked for a grade; without it nothing can be published.

clock 2026-04-30
as chief  adopt tests/stories/mechanisms/asks-a-grade.toml from 2026-04-01 "纪要10号"  -> ok judges 2026-04 2026-12
everyone reports 2026-04 as planned
posts confirm 2026-04
office takes proposals 2026-04
as officer@supervision_office  publish 2026-04                      -> refused measures_missing
as officer@supervision_office  determine P03 2026-04 met 16 asked site_grade 2   -> refused field_invalid
as officer@supervision_office  determine P03 2026-04 met 16 asked site_grade 0.5 -> refused field_invalid
as officer@supervision_office  determine P03 2026-04 met 16 asked other_grade 0  -> refused field_invalid
headquarters gives 2026-04 site_grade 0 except P03
as officer@supervision_office  publish 2026-04                      -> refused measures_missing items P03
as officer@supervision_office  determine P03 2026-04 met 16 asked site_grade 1   -> refused figure_of_other_organ
as commander@post(P03)         figures P03 2026-04 site_grade 1                   -> refused barred_by_belonging
as chief  figures P03 2026-04 site_grade 1                                       -> ok
as officer@supervision_office  publish 2026-04                      -> ok
judged 2026-04 -> 5
card P03 2026-04 -> orange "补充规定二"
card P01 2026-04 -> green
as officer@supervision_office  correct P03 2026-04 missed 12 "复核"   -> ok changes 2026-04 orange->red
