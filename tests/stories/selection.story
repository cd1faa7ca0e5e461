# From a task handed down to a project on the wall: the task board's gate, the candidate pool, weighing and choice.
# Rows: D-2.1 (task board, tasks become projects), D-2.8 (selection and entry), D-3.3 (published months stay), D-9.4 (separation of powers).
story "任务项目化和遴选入库：提、评、选、上图"
setup demo/county.toml

clock 2026-01-12
wall 2026-02 -> 28

# ---- A task is handed down, broken down over units, and has no project yet: it is not on the wall.

as clerk@lead(P01)             task T1 "新开工亿元项目" 12            -> refused not_permitted
as administrator@system        task T1 "新开工亿元项目" 12            -> refused not_permitted
as nobody                      task T1 "新开工亿元项目" 12            -> refused not_logged_in
as officer@supervision_office  task T1 "新开工亿元项目" 12            -> ok
as officer@supervision_office  task T2 "企业评价改革"                 -> ok
task T1 -> off_wall missing_projects
as officer@supervision_office  share T1 T01=5 T02=4                 -> ok
task T1 -> off_wall -3
as officer@supervision_office  share T1 T01=6 T02=4 T03=3           -> ok
task T1 -> off_wall 1
as officer@supervision_office  share T2 T01=1                       -> refused field_invalid
as clerk@lead(P10)             link T1 P01                          -> refused not_permitted
as officer@supervision_office  link T1 P01 P03                      -> ok
task T1 -> on_wall
as officer@supervision_office  link T1                              -> ok
task T1 -> off_wall missing_projects

# ---- Units propose; what has no dates and no person cannot hang.

as nobody                      propose C1 "石桥粮油仓储" whole        -> refused not_logged_in
as administrator@system        propose C1 "石桥粮油仓储" whole        -> refused not_permitted
as clerk@lead(P01)             propose C1 "石桥粮油仓储" whole for T1 -> ok
as clerk@lead(P10)             propose C2 "城北雨污分流三期" bare     -> ok
as bystander                   propose C3 "白鹭旅游公路" whole        -> ok
candidate C1 -> proposed
wall 2026-02 -> 28

# ---- Headquarters sets by what they are weighed; the office weighs; nobody else.

as officer@supervision_office       criteria 60 40                  -> refused not_permitted
as commander_in_chief@headquarters  criteria 60 40                  -> ok
as commander_in_chief@headquarters  weigh C1 8 7                    -> refused not_permitted
as clerk@lead(P01)                  weigh C1 10 10                  -> refused not_permitted
as administrator@auditor            weigh C1 8 7                    -> refused not_permitted
as officer@supervision_office       weigh C1 11 7                   -> refused field_invalid items 1
as officer@supervision_office       weigh C1 8                      -> ok
candidate C1 -> proposed
as officer@supervision_office       weigh C1 8 7                    -> ok
candidate C1 -> weighed 76
as officer@supervision_office       weigh C2 9 9                    -> ok

# ---- Headquarters alone chooses.

journal moved
as officer@supervision_office       choose C1 2026-02               -> refused not_permitted
as bystander                        choose C1 2026-02               -> refused not_permitted
as administrator@system             choose C1 2026-02               -> refused not_permitted
as administrator@security           choose C1 2026-02               -> refused not_permitted
as clerk@lead(P01)                  choose C1 2026-02               -> refused not_permitted
as commander_in_chief@headquarters  choose C2 2026-02               -> refused candidate_not_ready items 6
as commander_in_chief@headquarters  choose C3 2026-02               -> refused candidate_not_weighed
as commander_in_chief@headquarters  choose C1 2027-02               -> refused period_unknown
as commander_in_chief@headquarters  keep C3                         -> refused field_invalid
as commander_in_chief@headquarters  foresees C1 2026-02             -> ok
journal unmoved
wall 2026-02 -> 28
as commander_in_chief@headquarters  choose C1 2026-02               -> ok
journal moved by 1
wall 2026-01 -> 28
wall 2026-02 -> 29
candidate C1 -> chosen 76
task T1 -> on_wall

# ---- A chosen one is a project now; the pool lets go of it.

as clerk@lead(P01)                  complete C1                     -> refused candidate_already_chosen
as officer@supervision_office       weigh C1 9 9                    -> refused field_invalid
as commander_in_chief@headquarters  decline C1 "另议"                -> refused candidate_already_chosen

# ---- The rest stay in the pool, with the reason; what was missing is supplied, and it can be chosen.

as commander_in_chief@headquarters  decline C2 "日期和责任人未定"      -> ok
candidate C2 -> declined
as clerk@lead(P03)                  complete C2                     -> refused not_permitted
as clerk@lead(P10)                  complete C2                     -> ok
as commander_in_chief@headquarters  keep C2 "要件已补齐，待资金"       -> ok
candidate C2 -> kept
as commander_in_chief@headquarters  choose C2 2026-03               -> ok
wall 2026-03 -> 30

# ---- Newly started in February: it enters at once, without a sheet, but only in that month.

clock 2026-02-26
as bystander                        starts_anew C3 2026-02-25       -> ok
as commander_in_chief@headquarters  choose C3 2026-03               -> refused candidate_not_weighed
as commander_in_chief@headquarters  choose C3 2026-02               -> ok
candidate C3 -> chosen
wall 2026-02 -> 30
wall 2026-03 -> 31

# ---- The chart shows it from the month in which it enters.

chart as_of 2026-02-26 internal svg contains "石桥粮油仓储"
chart as_of 2026-02-26 open svg contains "白鹭旅游公路"
chart as_of 2026-01-11 open svg lacks "石桥粮油仓储"
