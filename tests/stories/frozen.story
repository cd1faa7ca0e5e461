# What a period was judged by is fixed with its determination; causes, weight, and figures that other organs give.
# Rows: D-2.1 (the gate), D-3.1, D-3.2 (the rule is data), D-3.3 (published means frozen), D-9.1.
story "认定时定下的依据：免责情形、分量、别的机构填的数"
setup demo/county.toml

as chief  adopt tests/stories/mechanisms/causes-and-weights.toml "总指挥部会议纪要第1号"  -> ok judges 2026-01 2026-12

# ---- January: P03 has done 2.5 of 60 by its end, 73 percent of the time elapsed.

clock 2026-01-31
everyone reports 2026-01 as planned except P03
posts confirm 2026-01
as clerk@lead(P03)             report P03 2026-01 2.5 "桩机未到场"                        -> ok
office takes proposals 2026-01 except P03
as officer@supervision_office  determine P03 2026-01 missed 2.5 "桩机未到场" because typhoon                  -> refused field_invalid
as officer@supervision_office  determine P03 2026-01 missed 2.5 "桩机未到场" because force_majeure            -> refused field_invalid
as officer@supervision_office  determine P03 2026-01 missed 2.5 "桩机未到场" because force_majeure "暴雨"      -> refused field_invalid
as officer@supervision_office  determine P03 2026-01 missed 2.5 "桩机未到场" asked complaints 0               -> refused figure_of_other_organ
as officer@supervision_office  determine P03 2026-01 missed 2.5 "桩机未到场"                                  -> ok
as officer@supervision_office  publish 2026-01                                           -> refused measures_missing
as clerk@lead(P03)             figures P03 2026-01 complaints 0                          -> refused not_permitted
as officer@supervision_office  figures P03 2026-01 complaints 0                          -> refused not_permitted
headquarters gives 2026-01 complaints 0

# Dates, target and weight change after the verdict: it rests on what was known when it was given.
as officer@supervision_office  edit P03 finishes_on 2026-03-31                           -> ok
as officer@supervision_office  edit P03 annual_quantity 600                              -> ok
as officer@supervision_office  edit P03 weight gravest                                   -> refused field_invalid
as officer@supervision_office  edit P03 weight weighty                                   -> ok
as officer@supervision_office  publish 2026-01                                           -> ok
card P03 2026-01 -> yellow "第2版"
as officer@supervision_office  edit P03 annual_quantity 6                                -> refused field_invalid
as officer@supervision_office  edit P03 finishes_on 2026-02-28                           -> ok
as officer@supervision_office  edit P03 starts_on 2025-01-12                             -> ok
card P03 2026-01 -> yellow "第2版"
as chief                       figures P03 2026-01 complaints 3                          -> refused period_already_published

# ---- Corrections put an asked figure right, name a cause, take it away again.

as officer@supervision_office  correct P03 2026-01 missed 2.5 "复核" asked complaints 0   -> refused correction_changes_nothing
as officer@supervision_office  correct P03 2026-01 missed 2.5 "信访局复核" asked complaints 3  -> ok changes 2026-01 yellow->red
card P03 2026-01 -> red "查实的群众反映3件"
as officer@supervision_office  correct P03 2026-01 missed 2.5 "补交材料" because force_majeure "暴雨停工" "云应急〔2026〕3号"  -> ok changes 2026-01 red->blue
card P03 2026-01 -> blue "不可抗力"
clock 2026-02-01

# ---- The gate: without its finish P05 hangs no longer, and hangs again once it is supplied.

clock 2026-02-27
as officer@supervision_office  edit P05 finishes_on -                                    -> ok
as clerk@lead(P05)             report P05 2026-02 1 "围挡"                                -> refused project_lacking items 1
as officer@supervision_office  determine P05 2026-02 missed 1 "停工"                      -> refused project_lacking items 1
everyone reports 2026-02 as planned except P05
posts confirm 2026-02
office takes proposals 2026-02
missing 2026-02 -> 0
headquarters gives 2026-02 complaints 0
as officer@supervision_office  publish 2026-02                                           -> ok
clock 2026-03-05
as officer@supervision_office  edit P05 finishes_on 2026-12-31                           -> ok
as officer@supervision_office  correct P05 2026-02 missed 1 "补认定"                      -> refused project_not_on_wall
as clerk@lead(P05)             report P05 2026-03 1 "围挡"                                -> ok
