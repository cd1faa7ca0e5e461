story "从一台空机器到第一次公示（D-1.1至D-1.4、D-9.4）"
setup nothing 420999 "晴川县" keeper

# 先建单位、人员、账号：只有系统管理员能做
as keeper  adds unit transport parent=@county kind=department name=晴川县交通局      -> ok
as keeper  adds unit water parent=@county kind=department name=晴川县水利局          -> ok
as keeper  adds unit office parent=@county kind=department name=晴川县督考办          -> ok
as keeper  adds unit again parent=@county kind=department name=重码 code=420999      -> refused unit_code_taken
as keeper  adds unit lost kind=town name=没有上级                                     -> refused field_missing
as keeper  adds person chief name=高远 unit=@county title=县长 starts_on=2025-01-01   -> ok
as keeper  adds person judge name=严明 unit=@office title=主任 starts_on=2025-01-01   -> ok
as keeper  adds person second name=方正 unit=@office title=副主任 starts_on=2025-01-01 -> ok
as keeper  adds person clerk name=陆通 unit=@transport title=科员 starts_on=2025-01-01 -> ok
as keeper  adds person head name=江河 unit=@water title=局长 starts_on=2025-01-01      -> ok
as keeper  adds person bystander name=宁静 unit=@water title=科员 starts_on=2025-01-01 -> ok
as keeper  adds person guard name=安全 unit=@office title=科员 starts_on=2025-01-01    -> ok
as keeper  adds account a1 person=@chief login=chief                                 -> ok
as keeper  adds account a2 person=@judge login=judge                                 -> ok
as keeper  adds account a3 person=@clerk login=clerk                                 -> ok
as keeper  adds account a4 person=@head login=head                                   -> ok
as keeper  adds account a5 person=@bystander login=bystander                         -> ok
as keeper  adds account a6 person=@guard login=guard office=auditor                  -> ok
as keeper  adds account a7 person=@second login=second                               -> ok
as keeper  adds account a8 person=@clerk login=clerk                                 -> refused login_taken

# 三种管理员不能一人兼任
as keeper  adds account a9 person=@guard login=guard2 office=security_administrator  -> refused offices_exclude

# 一次性密码：第一次登录必须修改（由这一行自己核对）
as keeper  gives password a1  -> ok
as keeper  gives password a2  -> ok
as keeper  gives password a3  -> ok
as keeper  gives password a4  -> ok
as keeper  gives password a5  -> ok
as keeper  gives password a6  -> ok
as keeper  gives password a7  -> ok
as clerk   adds unit mine parent=@county kind=town name=自建镇                        -> refused not_permitted
as clerk   gives password a1                                                         -> refused not_permitted

# 战役：系统管理员搭框架、任命第一批人；总指挥部一有人，就不再能动
as keeper  adds campaign campaign unit=@county title=晴川县重点工程 year=2026         -> ok
as clerk   adds campaign other unit=@county title=自建战役 year=2026                  -> refused not_permitted
as keeper  seats guard.post member supervision_office starts_on=2026-01-01           -> refused admin_in_organ
as keeper  seats judge.post director supervision_office starts_on=2026-01-01         -> ok
as keeper  seats second.post deputy_director supervision_office starts_on=2026-01-01 -> ok
as keeper  edits account a2 office=auditor                                           -> refused offices_exclude
as keeper  seats chief.post commander_in_chief headquarters starts_on=2026-01-01     -> ok
as keeper  seats clerk.post member supervision_office starts_on=2026-01-01           -> refused not_permitted
as judge   seats clerk.post member supervision_office starts_on=2026-01-01           -> refused not_permitted
as chief   adds organ roads kind=command_post name=交通作战指挥部                      -> ok
as chief   seats head.post commander roads starts_on=2026-01-01                      -> ok
as chief   seats head.post painter roads starts_on=2026-01-01                        -> refused role_unknown

# 项目：督考办公室录入；管理员和主责单位都不能
as keeper  adds project P0 number=1 name=管理员的项目 annual_target=修路 command_post=@roads lead=@transport -> refused not_permitted
as clerk   adds project P0 number=1 name=自己的项目 annual_target=修路 command_post=@roads lead=@transport   -> refused not_permitted
as judge   adds project P1 number=QC-01 name=晴川大道 annual_target=修路12公里 annual_quantity=12 quantity_unit=公里 command_post=@roads lead=@transport accountable=@clerk starts_on=2026-01-01 finishes_on=2026-12-31 plan=2026-01:1,2026-02:2 -> ok
as judge   adds project P2 number=QC-01 name=同号项目 annual_target=修路 command_post=@roads lead=@transport -> refused number_taken
# 方正所在的督考办配合这个项目，他须回避
as judge   adds project P2 number=QC-02 name=晴川水库 annual_target=加固4处 annual_quantity=4 quantity_unit=处 command_post=@roads lead=@water partner=@office accountable=@head starts_on=2026-01-01 finishes_on=2026-12-31 plan=2026-01:1,2026-02:2 -> ok
as keeper  edits project P1 name=改名                                                 -> refused not_permitted

# 第一个月
as clerk   reports P1 2026-01 1 "路基完成"           -> ok
as bystander  reports P2 2026-01 1 "一处开工"        -> ok
as head    confirms P1 2026-01                       -> ok
as head    confirms P2 2026-01                       -> ok
as keeper  determines P1 2026-01 met 1               -> refused not_permitted
as guard   determines P1 2026-01 met 1               -> refused not_permitted
as judge   determines P1 2026-01 met 1               -> ok

# 回避与替代：只对指定的项目、指定的日子
as second  determines P2 2026-01 met 1               -> refused barred_by_belonging
as judge   names substitute chief.post second.post P2 starts_on=2026-01-01 ends_on=2026-02-10 reason=回避   -> refused not_permitted
as chief   names substitute bystander.post second.post P2 starts_on=2026-01-01 ends_on=2026-02-10 reason=回避 -> refused substitute_belongs
as chief   names substitute chief.post second.post P1 starts_on=2026-01-01 ends_on=2026-02-10 reason=回避   -> refused officer_not_barred
as chief   determines P2 2026-01 met 1               -> refused not_permitted
as chief   names substitute chief.post second.post P2 starts_on=2026-01-01 ends_on=2026-02-10 reason=回避   -> ok
as chief   determines P1 2026-01 met 1               -> refused not_permitted
as chief   determines P2 2026-01 met 1               -> ok
as judge   publishes 2026-01                         -> ok
card P1 2026-01 -> blue
card P2 2026-01 -> blue

# 已公示的月份用到的任职和分工不再变
as keeper  edits tenure judge.post ends_on=2026-01-15       -> refused tenure_frozen
as chief   seats head.post deputy_commander roads starts_on=2026-01-10 -> refused day_frozen
as judge   edits project P1 annual_target=修路6公里         -> refused target_frozen
as keeper  edits tenure judge.post ends_on=2026-12-31       -> ok

# 过了日子，替代人不再能认定
clock 2026-02-20
as bystander  reports P2 2026-02 2 "两处完成"        -> ok
as head    confirms P2 2026-02                       -> ok
as chief   determines P2 2026-02 met 2               -> refused not_permitted
