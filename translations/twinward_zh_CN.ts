<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AllergyKind</name>
    <message>
        <source>Allergies</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Allergies are not recorded. Ask, then record what the patient says.</source>
        <translation>尚未记录过敏史。请询问患者并记录其回答。</translation>
    </message>
    <message>
        <source>Show past allergies too</source>
        <translation>同时显示既往过敏</translation>
    </message>
    <message>
        <source>Allergy to</source>
        <translation>过敏原</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Add allergy</source>
        <translation>添加过敏</translation>
    </message>
    <message>
        <source>No known allergies</source>
        <translation>无已知过敏</translation>
    </message>
    <message>
        <source>An allergy was recorded</source>
        <translation>已记录一项过敏</translation>
    </message>
</context>
<context>
    <name>ChangePassphrase</name>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>当前密码短语</translation>
    </message>
    <message>
        <source>&amp;Present passphrase</source>
        <translation>当前密码短语(&amp;P)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The old passphrase still holds.</source>
        <translation>原密码短语仍然有效。</translation>
    </message>
    <message>
        <source>Change your passphrase</source>
        <translation>更改密码短语</translation>
    </message>
</context>
<context>
    <name>ChartsPanel</name>
    <message>
        <source>Tinted: usual range for age. Hollow: artefact. Tick under a value: corrected. Square: versions differ. Bar: systolic to diastolic, tick: mean. Dashed: now. NEWS2: Royal College of Physicians 2017.</source>
        <translation>浅色带：该年龄的常见范围。空心：伪差。数值下短线：已更正。方块：版本不一致。竖条：收缩压至舒张压，横线为平均压。虚线：现在。NEWS2：英国皇家内科医师学会 2017。</translation>
    </message>
</context>
<context>
    <name>DocumentKind</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>No documents are kept with this record.</source>
        <translation>此病历中没有保存文档。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>EncounterKind</name>
    <message>
        <source>Visits</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>No visits are recorded. Charting opens one by itself.</source>
        <translation>尚无就诊记录。录入观察值时会自动开启一次就诊。</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Ward and bed</source>
        <translation>病区和床位</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Open a visit</source>
        <translation>开启就诊</translation>
    </message>
    <message>
        <source>Close the visit</source>
        <translation>结束就诊</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>This can&apos;t be used as it is.</source>
        <translation>无法按现状使用。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>请更正后重试。</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>找不到。</translation>
    </message>
    <message>
        <source>Check the name or the place and try again.</source>
        <translation>请检查名称或位置后重试。</translation>
    </message>
    <message>
        <source>The user or the passphrase is wrong.</source>
        <translation>用户名或密码短语有误。</translation>
    </message>
    <message>
        <source>Check the spelling and the caps lock, then try again.</source>
        <translation>请检查拼写和大写锁定键后重试。</translation>
    </message>
    <message>
        <source>Stored data is not what was signed: it was damaged or changed.</source>
        <translation>存储的数据与签名时不一致：已损坏或被改动。</translation>
    </message>
    <message>
        <source>Do not go on with this copy. Check the record, and restore from a backup or another device.</source>
        <translation>请勿继续使用此副本。请检查病历，并从备份或其他设备恢复。</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>您的角色不允许此操作。</translation>
    </message>
    <message>
        <source>Ask a colleague whose role allows it.</source>
        <translation>请由具有相应权限的同事来做。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Free some space on the disk, then save again.</source>
        <translation>请腾出一些磁盘空间，然后再次保存。</translation>
    </message>
    <message>
        <source>The disk can&apos;t be written to.</source>
        <translation>无法写入磁盘。</translation>
    </message>
    <message>
        <source>Check that the disk is not write-protected, then save again.</source>
        <translation>请确认磁盘没有写保护，然后再次保存。</translation>
    </message>
    <message>
        <source>The disk did not answer as it should.</source>
        <translation>磁盘没有正常响应。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, back up and have the disk checked.</source>
        <translation>请重试。若再次发生，请备份并检修磁盘。</translation>
    </message>
    <message>
        <source>Somebody else has it open.</source>
        <translation>已被其他人打开。</translation>
    </message>
    <message>
        <source>Close the other window or wait a moment, then try again.</source>
        <translation>请关闭另一个窗口或稍候，然后重试。</translation>
    </message>
    <message>
        <source>This kind is not supported.</source>
        <translation>不支持此类型。</translation>
    </message>
    <message>
        <source>Choose another file or format.</source>
        <translation>请选择其他文件或格式。</translation>
    </message>
    <message>
        <source>Cancelled, as you asked.</source>
        <translation>已按您的要求取消。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what went wrong (place)</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 mo</source>
        <comment>months</comment>
        <translation>%1 个月</translation>
    </message>
    <message>
        <source>%1 y</source>
        <comment>years</comment>
        <translation>%1 年</translation>
    </message>
    <message>
        <source>%1 y</source>
        <comment>years of age</comment>
        <translation>%1 岁</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Other sex</source>
        <translation>其他性别</translation>
    </message>
    <message>
        <source>Sex not known</source>
        <translation>性别未知</translation>
    </message>
    <message>
        <source>Physician</source>
        <translation>医师</translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation>护士</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Unnamed patient</source>
        <translation>未命名患者</translation>
    </message>
</context>
<context>
    <name>HistoryKind</name>
    <message>
        <source>Procedures and immunisations</source>
        <translation>操作与接种</translation>
    </message>
    <message>
        <source>No procedures or immunisations are recorded.</source>
        <translation>尚无操作或接种记录。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Lot %1</source>
        <translation>批号 %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未测</translation>
    </message>
</context>
<context>
    <name>MedicationKind</name>
    <message>
        <source>Medications</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>No medications are recorded.</source>
        <translation>尚无用药记录。</translation>
    </message>
    <message>
        <source>Show given, stopped and past ones too</source>
        <translation>同时显示已给药、已停用和既往用药</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药物</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>给药途径</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频次</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>%1, ended</source>
        <comment>what was done with the drug</comment>
        <translation>%1，已结束</translation>
    </message>
    <message>
        <source>Prescribe</source>
        <translation>开处方</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>给药</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Taken, as told</source>
        <translation>自述服用</translation>
    </message>
</context>
<context>
    <name>NoteKind</name>
    <message>
        <source>Notes</source>
        <translation>病程记录</translation>
    </message>
    <message>
        <source>No notes are written yet.</source>
        <translation>尚无病程记录。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>书写记录</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Import and export</source>
        <translation>导入与导出</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>访问日志</translation>
    </message>
    <message>
        <source>Check the record</source>
        <translation>检查病历完整性</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>查找患者</translation>
    </message>
    <message>
        <source>Register a patient</source>
        <translation>登记患者</translation>
    </message>
    <message>
        <source>Personal details</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>One-page summary</source>
        <translation>一页摘要</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>诊断与问题</translation>
    </message>
    <message>
        <source>Medications</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>病程记录</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Procedures and immunisations</source>
        <translation>操作与接种</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Vitals round</source>
        <translation>生命体征录入</translation>
    </message>
    <message>
        <source>Vitals charts</source>
        <translation>生命体征图</translation>
    </message>
    <message>
        <source>Early warning</source>
        <translation>早期预警</translation>
    </message>
    <message>
        <source>Ward round</source>
        <translation>查房</translation>
    </message>
    <message>
        <source>Live feed</source>
        <translation>实时数据</translation>
    </message>
</context>
<context>
    <name>PatientForm</name>
    <message>
        <source>Medical record number</source>
        <translation>病历号</translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Insurance number</source>
        <translation>医保号</translation>
    </message>
    <message>
        <source>Passport number</source>
        <translation>护照号</translation>
    </message>
</context>
<context>
    <name>PatientKind</name>
    <message>
        <source>Personal details</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Nothing is recorded of who this is.</source>
        <translation>尚未记录患者身份信息。</translation>
    </message>
</context>
<context>
    <name>Perspectives</name>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Ward round</source>
        <translation>查房</translation>
    </message>
    <message>
        <source>Consulting</source>
        <translation>门诊</translation>
    </message>
</context>
<context>
    <name>ProblemKind</name>
    <message>
        <source>Problems</source>
        <translation>诊断与问题</translation>
    </message>
    <message>
        <source>No problems are recorded.</source>
        <translation>尚无诊断或问题记录。</translation>
    </message>
    <message>
        <source>Show past problems too</source>
        <translation>同时显示既往问题</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>state, certainty</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Add problem</source>
        <translation>添加问题</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已缓解</translation>
    </message>
</context>
<context>
    <name>RecordFields</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Also written</source>
        <translation>其他写法</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>标识号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Date not known</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ward and bed</source>
        <translation>病区和床位</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量时间</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Usual range</source>
        <translation>常见范围</translation>
    </message>
    <message>
        <source>Interpretation</source>
        <translation>判读</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Allergy to</source>
        <translation>过敏原</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>操作内容</translation>
    </message>
    <message>
        <source>Drug</source>
        <translation>药物</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>给药途径</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频次</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Vaccine</source>
        <translation>疫苗</translation>
    </message>
    <message>
        <source>Lot number</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Taken back because</source>
        <translation>撤回原因</translation>
    </message>
    <message>
        <source>Merged because</source>
        <translation>合并原因</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>RecordText</name>
    <message>
        <source>Birth date not recorded</source>
        <translation>未记录出生日期</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>%1 出生</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>an identifier of no known type, before the number</comment>
        <translation>编号</translation>
    </message>
    <message>
        <source>MRN</source>
        <comment>short for medical record number</comment>
        <translation>病历号</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Insurance no.</source>
        <translation>医保号</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>护照</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of identifier, number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>再次出现</translation>
    </message>
    <message>
        <source>Relapsed</source>
        <translation>复发</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>不活动</translation>
    </message>
    <message>
        <source>In remission</source>
        <translation>缓解期</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已缓解</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确诊</translation>
    </message>
    <message>
        <source>Suspected</source>
        <translation>疑似</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未确诊</translation>
    </message>
    <message>
        <source>One of several possible</source>
        <translation>鉴别诊断之一</translation>
    </message>
    <message>
        <source>Ruled out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Entered by mistake</source>
        <translation>录入错误</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Mild</source>
        <translation>轻度</translation>
    </message>
    <message>
        <source>Severity not known</source>
        <translation>严重程度未知</translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation>已开处方</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已给药</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Taken, as told</source>
        <translation>自述服用</translation>
    </message>
    <message>
        <source>Clinic visit</source>
        <translation>门诊就诊</translation>
    </message>
    <message>
        <source>Stay on a ward</source>
        <translation>住院</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>急诊</translation>
    </message>
    <message>
        <source>Home visit</source>
        <translation>家庭访视</translation>
    </message>
    <message>
        <source>By telephone or video</source>
        <translation>电话或视频</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>Triaged</source>
        <translation>已分诊</translation>
    </message>
    <message>
        <source>Going on</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>On leave</source>
        <translation>请假离院</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Personal details</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Allergy</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Medication</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Immunisation</source>
        <translation>接种</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Merge of two records</source>
        <translation>两份病历的合并</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Other entry</source>
        <translation>其他条目</translation>
    </message>
    <message>
        <source>same identifier</source>
        <translation>标识号相同</translation>
    </message>
    <message>
        <source>similar name</source>
        <translation>姓名相似</translation>
    </message>
    <message>
        <source>name sounds alike</source>
        <translation>姓名读音相近</translation>
    </message>
    <message>
        <source>same birth date</source>
        <translation>出生日期相同</translation>
    </message>
    <message>
        <source>same year of birth</source>
        <translation>出生年份相同</translation>
    </message>
    <message>
        <source>same sex</source>
        <translation>性别相同</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>No known allergies</source>
        <translation>无已知过敏</translation>
    </message>
</context>
<context>
    <name>SignText</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Write both pressures: 120/80.</source>
        <translation>请写两个压力值：120/80。</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Low–medium</source>
        <translation>低-中</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Scale 1</source>
        <translation>标准 1</translation>
    </message>
    <message>
        <source>Scale 2 (88–92 %)</source>
        <translation>标准 2（88–92 %）</translation>
    </message>
    <message>
        <source>NEWS2 is for people of 16 and over.</source>
        <translation>NEWS2 适用于 16 岁及以上者。</translation>
    </message>
    <message>
        <source>NEWS2 needs the birth date: it is for people of 16 and over.</source>
        <translation>NEWS2 需要出生日期：适用于 16 岁及以上者。</translation>
    </message>
    <message>
        <source>NEWS2 is not for pregnancy.</source>
        <translation>NEWS2 不适用于妊娠期。</translation>
    </message>
    <message>
        <source>anything but alert</source>
        <translation>非清醒的任何状态</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>清醒</translation>
    </message>
    <message>
        <source>on oxygen</source>
        <translation>吸氧中</translation>
    </message>
    <message>
        <source>breathes air</source>
        <translation>呼吸空气</translation>
    </message>
    <message>
        <source>scale 2, air or oxygen not known: the higher counts</source>
        <translation>标准 2，不知是否吸氧：取较高分</translation>
    </message>
    <message>
        <source>scale 2 on oxygen, %1</source>
        <translation>标准 2，吸氧，%1</translation>
    </message>
    <message>
        <source>scale 2, %1</source>
        <translation>标准 2，%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>rule of a score</comment>
        <extracomment>%1 the range a value fell in, %2 the points it gives</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Observations at least every 12 hours. Continue routine monitoring.</source>
        <translation>至少每 12 小时观察一次。继续常规监测。</translation>
    </message>
    <message>
        <source>Observations at least every 4 to 6 hours. The nurse assesses the patient and decides whether to observe more often or escalate.</source>
        <translation>至少每 4 至 6 小时观察一次。由护士评估患者，决定是否增加观察频次或上报。</translation>
    </message>
    <message>
        <source>3 in a single parameter: observations at least every hour. The nurse informs the medical team, who review and decide on escalation.</source>
        <translation>单项得 3 分：至少每小时观察一次。护士通知医疗团队，由其复核并决定是否升级处理。</translation>
    </message>
    <message>
        <source>Urgent response: observations at least every hour. The medical team is informed at once; urgent assessment by a clinician competent in acute illness.</source>
        <translation>紧急响应：至少每小时观察一次。立即通知医疗团队；由具备急症处理能力的医师紧急评估。</translation>
    </message>
    <message>
        <source>Emergency response: continuous monitoring of vital signs. Emergency assessment by a team with critical care competencies; consider a higher level of care.</source>
        <translation>抢救响应：持续监测生命体征。由具备重症监护能力的团队紧急评估；考虑转入更高级别的监护。</translation>
    </message>
    <message>
        <source>Respiratory rate</source>
        <translation>呼吸频率</translation>
    </message>
    <message>
        <source>Oxygen saturation</source>
        <translation>血氧饱和度</translation>
    </message>
    <message>
        <source>Air or oxygen</source>
        <translation>空气或氧气</translation>
    </message>
    <message>
        <source>Oxygen flow</source>
        <translation>氧流量</translation>
    </message>
    <message>
        <source>Inspired oxygen</source>
        <translation>吸入氧浓度</translation>
    </message>
    <message>
        <source>Systolic pressure</source>
        <translation>收缩压</translation>
    </message>
    <message>
        <source>Diastolic pressure</source>
        <translation>舒张压</translation>
    </message>
    <message>
        <source>Heart rate</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>Consciousness</source>
        <translation>意识</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>体温</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>疼痛</translation>
    </message>
    <message>
        <source>Glasgow Coma Scale</source>
        <translation>格拉斯哥昏迷量表</translation>
    </message>
    <message>
        <source>Urine output</source>
        <translation>尿量</translation>
    </message>
    <message>
        <source>Glucose</source>
        <translation>血糖</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>体重</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>身高</translation>
    </message>
    <message>
        <source>RR</source>
        <translation>呼吸</translation>
    </message>
    <message>
        <source>SpO₂</source>
        <translation>SpO₂</translation>
    </message>
    <message>
        <source>Air/O₂</source>
        <translation>空气/氧</translation>
    </message>
    <message>
        <source>O₂ flow</source>
        <translation>氧流量</translation>
    </message>
    <message>
        <source>FiO₂</source>
        <translation>FiO₂</translation>
    </message>
    <message>
        <source>SBP</source>
        <translation>收缩压</translation>
    </message>
    <message>
        <source>DBP</source>
        <translation>舒张压</translation>
    </message>
    <message>
        <source>HR</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>ACVPU</source>
        <translation>ACVPU</translation>
    </message>
    <message>
        <source>Temp</source>
        <translation>体温</translation>
    </message>
    <message>
        <source>GCS</source>
        <translation>GCS</translation>
    </message>
    <message>
        <source>Urine</source>
        <translation>尿量</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>清醒</translation>
    </message>
    <message>
        <source>New confusion</source>
        <translation>新发意识混乱</translation>
    </message>
    <message>
        <source>Responds to voice</source>
        <translation>对声音有反应</translation>
    </message>
    <message>
        <source>Responds to pain</source>
        <translation>对疼痛有反应</translation>
    </message>
    <message>
        <source>Unresponsive</source>
        <translation>无反应</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>空气</translation>
    </message>
    <message>
        <source>Oxygen</source>
        <translation>氧气</translation>
    </message>
    <message>
        <source>Oxygen %1 L/min</source>
        <translation>吸氧 %1 L/min</translation>
    </message>
    <message>
        <source>Oxygen %1 %</source>
        <translation>吸氧 %1 %</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>oxygen, device</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <comment>range of values</comment>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 或以上</translation>
    </message>
    <message>
        <source>%1 or less</source>
        <translation>%1 或以下</translation>
    </message>
    <message>
        <source>Unusual. Usually %1.</source>
        <translation>不常见。通常为 %1。</translation>
    </message>
    <message>
        <source>Not possible: it must be within %1. Check the number and the unit.</source>
        <translation>不可能：必须在 %1 之内。请检查数字和单位。</translation>
    </message>
    <message>
        <source>%1 is not a unit of this value.</source>
        <translation>%1 不是此项的单位。</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>The diastolic pressure must be below the systolic.</source>
        <translation>舒张压必须低于收缩压。</translation>
    </message>
    <message>
        <source>Changed much since the value before (%1). Check it.</source>
        <translation>与上次的值（%1）相差很大。请核对。</translation>
    </message>
    <message>
        <source>%1: recorded without a unit</source>
        <translation>%1：记录时没有单位</translation>
    </message>
    <message>
        <source>%1: unit «%2» is not known</source>
        <translation>%1：未知单位“%2”</translation>
    </message>
    <message>
        <source>%1: words where a number was due</source>
        <translation>%1：应为数字处是文字</translation>
    </message>
    <message>
        <source>%1: answer «%2» is not known</source>
        <translation>%1：未知答案“%2”</translation>
    </message>
    <message>
        <source>%1: recorded as more or less than a number</source>
        <translation>%1：记录为大于或小于某数</translation>
    </message>
    <message>
        <source>%1: %2 is not possible</source>
        <translation>%1：不可能为 %2</translation>
    </message>
    <message>
        <source>%1: the day it was measured is not known</source>
        <translation>%1：测量日期未知</translation>
    </message>
    <message>
        <source>%1: cancelled or entered in error</source>
        <translation>%1：已取消或录入有误</translation>
    </message>
    <message>
        <source>%1: not done</source>
        <translation>%1：未测</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between signs in a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 分</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 分</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of identifier, number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Contact: %1</source>
        <translation>联系人：%1</translation>
    </message>
    <message>
        <source>No known allergies</source>
        <translation>无已知过敏</translation>
    </message>
    <message>
        <source>Allergies not recorded</source>
        <translation>未记录过敏史</translation>
    </message>
    <message>
        <source>severe</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>allergy, severity and reaction</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Allergies: %1</source>
        <translation>过敏：%1</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>诊断与问题</translation>
    </message>
    <message>
        <source>No current problems are recorded.</source>
        <translation>当前没有记录的问题。</translation>
    </message>
    <message>
        <source>Medications</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>No current medications are recorded.</source>
        <translation>当前没有记录的用药。</translation>
    </message>
    <message>
        <source>Breathing rate</source>
        <translation>呼吸频率</translation>
    </message>
    <message>
        <source>Oxygen saturation</source>
        <translation>血氧饱和度</translation>
    </message>
    <message>
        <source>Oxygen saturation (pulse oximetry)</source>
        <translation>血氧饱和度（脉搏血氧仪）</translation>
    </message>
    <message>
        <source>Oxygen given</source>
        <translation>给氧</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Heart rate</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>Consciousness</source>
        <translation>意识</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>体温</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>疼痛</translation>
    </message>
    <message>
        <source>Blood glucose, capillary</source>
        <translation>毛细血管血糖</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>体重</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>身高</translation>
    </message>
    <message>
        <source>Body mass index</source>
        <translation>体质指数</translation>
    </message>
    <message>
        <source>%1 (two versions)</source>
        <comment>a value in conflict</comment>
        <translation>%1（两个版本）</translation>
    </message>
    <message>
        <source>Vital signs</source>
        <translation>生命体征</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量时间</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>No vital signs are recorded.</source>
        <translation>没有生命体征记录。</translation>
    </message>
    <message>
        <source>Latest results</source>
        <translation>最新结果</translation>
    </message>
    <message>
        <source>No laboratory results are recorded.</source>
        <translation>没有检验结果记录。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>result, H or L</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Latest notes</source>
        <translation>最新病程记录</translation>
    </message>
    <message>
        <source>No notes are written.</source>
        <translation>没有病程记录。</translation>
    </message>
    <message>
        <source>Printed by %1 (%2), %3</source>
        <comment>name, role, date and time</comment>
        <translation>打印：%1（%2），%3</translation>
    </message>
    <message>
        <source>Confidential: for those who care for this patient</source>
        <translation>保密：仅供为该患者提供医疗服务的人员使用</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) in two versions that nobody has settled yet.</source>
        <translation>
            <numerusform>%n 条记录有两个版本，尚无人处理。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not authorised, left out of this page.</source>
        <translation>
            <numerusform>%n 条记录未经授权，未列入本页。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Patient summary</source>
        <translation>患者摘要</translation>
    </message>
    <message numerus="yes">
        <source>and %n more in the record</source>
        <translation>
            <numerusform>病历中还有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Whole life</source>
        <translation>一生</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <comment>time, person</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>Conflict: %n version(s) did not know of each other. Both are kept until somebody settles it.</source>
        <translation>
            <numerusform>冲突：%n 个版本互不知晓。在有人处理之前全部保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not authorised: signed by %1, whose role does not allow it.</source>
        <translation>未经授权：由 %1 签名，其角色无此权限。</translation>
    </message>
    <message>
        <source>Retracted %1.</source>
        <comment>time and person</comment>
        <translation>撤回于 %1。</translation>
    </message>
    <message>
        <source>Retracted %1: %2</source>
        <comment>time and person, reason</comment>
        <translation>撤回于 %1：%2</translation>
    </message>
    <message>
        <source>Not authorised</source>
        <translation>未经授权</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>存在冲突</translation>
    </message>
    <message>
        <source>Retraction</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已被取代</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>记录于</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s); Enter shows them.</source>
        <translation>
            <numerusform>%n 个版本；按回车键查看。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1k</source>
        <comment>thousands</comment>
        <translation>%1 千</translation>
    </message>
    <message numerus="yes">
        <source>%n without a date</source>
        <translation>
            <numerusform>%n 条无日期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>← %n earlier</source>
        <translation>
            <numerusform>← 更早 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later →</source>
        <translation>
            <numerusform>更晚 %n 条 →</numerusform>
        </translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Recurrence</source>
        <translation>复发</translation>
    </message>
    <message>
        <source>Relapse</source>
        <translation>复发</translation>
    </message>
    <message>
        <source>Inactive</source>
        <translation>不活动</translation>
    </message>
    <message>
        <source>In remission</source>
        <translation>缓解期</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已缓解</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确诊</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未确诊</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>One of several possibilities</source>
        <translation>几种可能之一</translation>
    </message>
    <message>
        <source>Ruled out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Entered in error</source>
        <translation>录入有误</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>Triaged</source>
        <translation>已分诊</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>On leave</source>
        <translation>请假离院</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Intended</source>
        <translation>拟行</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>未服用</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未测</translation>
    </message>
    <message>
        <source>In preparation</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Registered, no result yet</source>
        <translation>已登记，尚无结果</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>初步</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>最终</translation>
    </message>
    <message>
        <source>Amended</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>高风险</translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation>低风险</translation>
    </message>
    <message>
        <source>Risk not known</source>
        <translation>风险未知</translation>
    </message>
    <message>
        <source>Prescribed</source>
        <translation>已开处方</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>已给药</translation>
    </message>
    <message>
        <source>Taken, as stated</source>
        <translation>自述服用</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Critically high</source>
        <translation>危急偏高</translation>
    </message>
    <message>
        <source>Critically low</source>
        <translation>危急偏低</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Critically abnormal</source>
        <translation>危急异常</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>阳性</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>阴性</translation>
    </message>
    <message>
        <source>Outpatient</source>
        <translation>门诊</translation>
    </message>
    <message>
        <source>In hospital</source>
        <translation>住院</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>急诊</translation>
    </message>
    <message>
        <source>At home</source>
        <translation>在家</translation>
    </message>
    <message>
        <source>By telephone or video</source>
        <translation>电话或视频</translation>
    </message>
    <message>
        <source>only the year is known</source>
        <translation>仅知年份</translation>
    </message>
    <message>
        <source>only the month is known</source>
        <translation>仅知月份</translation>
    </message>
    <message>
        <source>time of day not known</source>
        <translation>具体时刻未知</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>就诊</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>诊断与问题</translation>
    </message>
    <message>
        <source>Medications</source>
        <translation>用药</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Vitals</source>
        <translation>生命体征</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Immunisations</source>
        <translation>接种</translation>
    </message>
    <message>
        <source>Imaging</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>病程记录</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Reference range</source>
        <translation>参考范围</translation>
    </message>
    <message>
        <source>Reads as</source>
        <translation>判读</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>危险程度</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>操作内容</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>给药途径</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频次</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>Lot number</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Kind of visit</source>
        <translation>就诊类别</translation>
    </message>
    <message>
        <source>How measured</source>
        <translation>测量方式</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>%1, no words recorded</source>
        <comment>kind of entry</comment>
        <translation>%1，无文字记录</translation>
    </message>
    <message>
        <source>Date not known</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a span of time</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a time (how exactly it is known)</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Retracted</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <comment>lane, entry, time</comment>
        <translation>%1：%2。%3。</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <comment>sentence, state</comment>
        <translation>%1%2。</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>%1, %2</source>
        <comment>day and month, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>in the future</source>
        <translation>在将来</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::AuditModel</name>
    <message>
        <source>Unknown user</source>
        <translation>未知用户</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Read the record</source>
        <translation>阅读病历</translation>
    </message>
    <message>
        <source>Searched</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Failed to unlock</source>
        <translation>解锁失败</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>治疗</translation>
    </message>
    <message>
        <source>Emergency treatment</source>
        <translation>紧急治疗</translation>
    </message>
    <message>
        <source>Running the clinic</source>
        <translation>诊所运营</translation>
    </message>
    <message>
        <source>Patient administration</source>
        <translation>患者行政事务</translation>
    </message>
    <message>
        <source>The patient asked</source>
        <translation>应患者要求</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::AuditPanel</name>
    <message>
        <source>%1 of %2 entries</source>
        <comment>shown, all</comment>
        <translation>共 %2 条，显示 %1 条</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Read the access log again</source>
        <translation>重新读取访问日志</translation>
    </message>
    <message>
        <source>Filter by any word</source>
        <translation>按任意词筛选</translation>
    </message>
    <message>
        <source>Filter the access log by any word</source>
        <translation>按任意词筛选访问日志</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from a date to a date</comment>
        <translation>至</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>访问日志</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::EnrolDialog</name>
    <message>
        <source>Enrol</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>加入人员</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Let the person choose and type the passphrase themselves: whatever they write is signed with it, and nobody else should know it.</source>
        <translation>请让本人自己选择并输入密码短语：其书写的一切都用它签名，其他人不应知道。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>角色(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody was enrolled.</source>
        <translation>没有加入任何人。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::NewPassphrase</name>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n 年</numerusform>
        </translation>
    </message>
    <message>
        <source>more than a thousand years</source>
        <translation>一千年以上</translation>
    </message>
    <message>
        <source>Too weak to use: a thief with a computing centre guesses it in %1. Add a word or two.</source>
        <translation>太弱，不能使用：拥有计算中心的窃贼只需 %1 即可猜出。请再加一两个词。</translation>
    </message>
    <message>
        <source>Weak: a thief with a computing centre guesses it in %1.</source>
        <translation>弱：拥有计算中心的窃贼只需 %1 即可猜出。</translation>
    </message>
    <message>
        <source>Fair: a thief with a computing centre needs %1.</source>
        <translation>尚可：拥有计算中心的窃贼需要 %1。</translation>
    </message>
    <message>
        <source>Strong: a thief with a computing centre needs %1.</source>
        <translation>强：拥有计算中心的窃贼需要 %1。</translation>
    </message>
    <message>
        <source>Four or more words that have nothing to do with each other are easy to keep and hard to guess.</source>
        <translation>四个或更多互不相关的词，容易记住，难以猜出。</translation>
    </message>
    <message>
        <source>Not the same as above yet.</source>
        <translation>与上面的还不一致。</translation>
    </message>
    <message>
        <source>&amp;New passphrase</source>
        <translation>新密码短语(&amp;N)</translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation>再次输入(&amp;A)</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新密码短语</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>再次输入同一密码短语</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::PassphraseField</name>
    <message>
        <source>Hide what is typed</source>
        <translation>隐藏输入内容</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入内容</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::PeoplePanel</name>
    <message>
        <source>Removed %1</source>
        <translation>已移除 %1</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>A removed person can no longer unlock the record; what they wrote stays, under their name.</source>
        <translation>被移除的人不能再解锁病历；其书写的内容以其姓名保留。</translation>
    </message>
    <message>
        <source>Administrators, and whoever set the clinic up, enrol and remove people.</source>
        <translation>管理员以及建立诊所的人可以加入和移除人员。</translation>
    </message>
    <message>
        <source>Nobody was removed.</source>
        <translation>没有移除任何人。</translation>
    </message>
    <message>
        <source>Enrol a person…</source>
        <translation>加入人员…</translation>
    </message>
    <message>
        <source>Remove this person…</source>
        <translation>移除此人…</translation>
    </message>
    <message>
        <source>Change your passphrase…</source>
        <translation>更改您的密码短语…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::RecoverScreen</name>
    <message>
        <source>Use your recovery code</source>
        <translation>使用恢复码</translation>
    </message>
    <message>
        <source>The code on the sheet that was printed when you were enrolled lets you choose a new passphrase. Nothing of the record is lost by it.</source>
        <translation>您加入时打印的那张纸上的恢复码可让您设置新的密码短语。病历不会因此丢失任何内容。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Recovery code</source>
        <translation>恢复码(&amp;R)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Set the new passphrase</source>
        <translation>设置新密码短语</translation>
    </message>
    <message>
        <source>Checking the code; this takes a moment.</source>
        <translation>正在核对恢复码，请稍候。</translation>
    </message>
    <message>
        <source>The user and the code do not belong together, or the code was used before. Nothing was changed.</source>
        <translation>用户与恢复码不相符，或恢复码已使用过。没有做任何更改。</translation>
    </message>
    <message>
        <source>The old passphrase still holds.</source>
        <translation>原密码短语仍然有效。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::RecoverySheet</name>
    <message>
        <source>Keep this recovery code</source>
        <translation>请保管好此恢复码</translation>
    </message>
    <message>
        <source>It is the only way back in if %1 forgets the passphrase, and it is shown only now. Print it or write it down, and keep it where you keep the clinic&apos;s keys, not beside this computer.</source>
        <translation>如果 %1 忘记密码短语，这是唯一的找回途径，且仅在此刻显示。请打印或抄写下来，与诊所的钥匙放在一起，不要放在这台电脑旁。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Type it back</source>
        <translation>再输入一遍(&amp;T)</translation>
    </message>
    <message>
        <source>Type the recovery code back</source>
        <translation>再输入一遍恢复码</translation>
    </message>
    <message>
        <source>I have kept it: go on</source>
        <translation>我已保管好，继续</translation>
    </message>
    <message>
        <source>This differs from the code above, from character %1 on.</source>
        <translation>从第 %1 个字符起与上面的恢复码不同。</translation>
    </message>
    <message>
        <source>Capitals, spaces and hyphens do not matter.</source>
        <translation>大小写、空格和连字符均无关紧要。</translation>
    </message>
    <message>
        <source>Twinward recovery code</source>
        <translation>Twinward 恢复码</translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation>诊所：%1</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>用户：%1</translation>
    </message>
    <message>
        <source>Printed: %1</source>
        <translation>打印于：%1</translation>
    </message>
    <message>
        <source>Whoever holds this sheet and the computer can read every record of the clinic. Keep it locked away. When the passphrase is lost: choose «Use your recovery code» on the unlock screen, and type this code.</source>
        <translation>任何人持有此纸和这台电脑即可阅读诊所的全部病历。请锁好保管。密码短语遗失时：在解锁界面选择“使用恢复码”，然后输入此码。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::RemovalDialog</name>
    <message>
        <source>Remove a person</source>
        <translation>移除人员</translation>
    </message>
    <message>
        <source>%1 will no longer be able to unlock this record. What they wrote stays, under their name.</source>
        <translation>%1 将不能再解锁此病历库。其书写的内容以其姓名保留。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留此人</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::SetupScreen</name>
    <message>
        <source>Set up your clinic</source>
        <translation>建立您的诊所</translation>
    </message>
    <message>
        <source>Records are kept on this computer, sealed under your passphrase. No server and no account are needed.</source>
        <translation>病历保存在这台电脑上，用您的密码短语封存。无需服务器，也无需账户。</translation>
    </message>
    <message>
        <source>&amp;Clinic&apos;s name</source>
        <translation>诊所名称(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>您的姓名(&amp;Y)</translation>
    </message>
    <message>
        <source>Your &amp;role</source>
        <translation>您的角色(&amp;R)</translation>
    </message>
    <message>
        <source>Clinic&apos;s name</source>
        <translation>诊所名称</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>您的角色</translation>
    </message>
    <message>
        <source>You can add more people later. The record is kept in %1.</source>
        <translation>以后可以加入更多人员。病历保存在 %1。</translation>
    </message>
    <message>
        <source>Create the clinic</source>
        <translation>建立诊所</translation>
    </message>
    <message>
        <source>Making keys; this takes a moment.</source>
        <translation>正在生成密钥，请稍候。</translation>
    </message>
    <message>
        <source>Nothing was set up.</source>
        <translation>没有建立任何内容。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::UnlockScreen</name>
    <message>
        <source>Caps lock seems to be on.</source>
        <translation>大写锁定键似乎已打开。</translation>
    </message>
    <message>
        <source>Unlock the record</source>
        <translation>解锁病历</translation>
    </message>
    <message>
        <source>The record on this computer is sealed. Your passphrase opens it.</source>
        <translation>这台电脑上的病历已封存。用您的密码短语打开。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>密码短语(&amp;P)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Use your recovery code</source>
        <translation>使用恢复码</translation>
    </message>
    <message>
        <source>Check the stored files</source>
        <translation>检查存储的文件</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>正在解锁</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, what to do</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Nothing was changed by trying.</source>
        <translation>尝试没有改变任何内容。</translation>
    </message>
    <message>
        <source>The record is as it was.</source>
        <translation>病历保持原样。</translation>
    </message>
    <message>
        <source>Checking the stored files.</source>
        <translation>正在检查存储的文件。</translation>
    </message>
    <message>
        <source>Every page of the stored files is whole. What is sealed inside can be checked only after unlocking.</source>
        <translation>存储文件的每一页都完好。封存在内的内容只有解锁后才能检查。</translation>
    </message>
    <message>
        <source>First broken place: %1. %2. Keep a copy of the folder %3 as it is, and restore from a backup or another device.</source>
        <translation>第一处损坏：%1。%2。请原样保留文件夹 %3 的副本，并从备份或其他设备恢复。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::VerifyPanel</name>
    <message>
        <source>Checking the record</source>
        <translation>正在检查病历完整性</translation>
    </message>
    <message>
        <source>The record could not be looked at; nothing was changed.</source>
        <translation>无法检查病历；没有改变任何内容。</translation>
    </message>
    <message>
        <source>Check the record now</source>
        <translation>立即检查病历完整性</translation>
    </message>
    <message>
        <source>Reads everything that is stored and checks each seal, each signature and the chain that holds them together. You can go on working meanwhile.</source>
        <translation>读取存储的全部内容，检查每个封印、每个签名以及将其连在一起的链。其间您可以继续工作。</translation>
    </message>
    <message>
        <source>The record is whole.</source>
        <translation>病历完好。</translation>
    </message>
    <message>
        <source>Checked %1: %2 commits, %3 events and %4 stored files. Everything is as it was signed, and nothing between is missing.</source>
        <translation>%1 检查：%2 次提交、%3 个事件和 %4 个存储文件。一切与签名时一致，中间没有缺失。</translation>
    </message>
    <message>
        <source>The record is damaged, or was changed.</source>
        <translation>病历已损坏或被改动。</translation>
    </message>
    <message>
        <source>First broken place: %1. %2. Stop charting on this computer, keep a copy of the vault&apos;s folder as it is, and restore from a backup or another device.</source>
        <translation>第一处损坏：%1。%2。请停止在这台电脑上录入，原样保留病历库文件夹的副本，并从备份或其他设备恢复。</translation>
    </message>
</context>
<context>
    <name>twinward::record::AllergyForm</name>
    <message>
        <source>Allergy to</source>
        <translation>过敏原</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write what the patient is allergic to.</source>
        <translation>请写明患者对什么过敏。</translation>
    </message>
</context>
<context>
    <name>twinward::record::BirthDateField</name>
    <message>
        <source>The birth date can&apos;t be read, or only in two ways. Write it like %1, or only the year, or the age like «about 45».</source>
        <translation>无法读出出生日期，或有两种读法。请按 %1 的样式书写，或只写年份，或写年龄，如“约45岁”。</translation>
    </message>
    <message>
        <source>17 May 1980, 5/1980, 1980, about 45</source>
        <translation>1980年5月17日、1980-05、1980、约45岁</translation>
    </message>
    <message>
        <source>Birth date or age</source>
        <translation>出生日期或年龄</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可以留空</translation>
    </message>
    <message>
        <source>Not readable yet</source>
        <translation>尚无法读出</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>birth date as understood, age</comment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>twinward::record::ConditionForm</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write the problem.</source>
        <translation>请写明问题。</translation>
    </message>
    <message>
        <source>It can&apos;t have ended before it began.</source>
        <translation>结束时间不能早于开始时间。</translation>
    </message>
    <message>
        <source>It has an end but is called active. Change the state, or clear the end.</source>
        <translation>已有结束时间，但状态为活动。请更改状态或清除结束时间。</translation>
    </message>
</context>
<context>
    <name>twinward::record::DetailsPanel</name>
    <message>
        <source>No patient open. Find one with Ctrl+F.</source>
        <translation>未打开患者。按 Ctrl+F 查找。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>The record could not be read, so nothing is shown.</source>
        <translation>无法读取病历，因此不显示任何内容。</translation>
    </message>
    <message>
        <source>Merged into this record: %1</source>
        <comment>name</comment>
        <translation>已合并入此病历：%1</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>who, when, reason</comment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Take apart again</source>
        <translation>重新拆分</translation>
    </message>
    <message>
        <source>Amend personal details</source>
        <translation>修改个人信息</translation>
    </message>
    <message>
        <source>Take the two records apart</source>
        <translation>拆分两份病历</translation>
    </message>
    <message>
        <source>Each is a patient of their own again, with the entries that were made for each.</source>
        <translation>两者重新成为各自独立的患者，各自保留为其录入的内容。</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>The records are still merged.</source>
        <translation>两份病历仍处于合并状态。</translation>
    </message>
    <message>
        <source>Amend details</source>
        <translation>修改信息</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Merge with another record</source>
        <translation>与另一份病历合并</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>action, shortcut</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>twinward::record::DuplicatesView</name>
    <message>
        <source>Because: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Open this patient instead</source>
        <translation>改为打开此患者</translation>
    </message>
    <message>
        <source>Open %1 instead</source>
        <comment>patient&apos;s name</comment>
        <translation>改为打开 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) already registered may be the same person:</source>
        <translation>
            <numerusform>已登记的 %n 位患者可能是同一人：</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::record::EncounterForm</name>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Ward and bed</source>
        <translation>病区和床位</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Ward A / 3</source>
        <comment>how ward and bed are written, as an example</comment>
        <translation>A病区 / 3</translation>
    </message>
    <message>
        <source>Write when the visit began.</source>
        <translation>请写明就诊开始时间。</translation>
    </message>
    <message>
        <source>A visit can&apos;t end before it began.</source>
        <translation>就诊结束不能早于开始。</translation>
    </message>
    <message>
        <source>It has an end but is called going on. Change the state, or clear the end.</source>
        <translation>已有结束时间，但状态为进行中。请更改状态或清除结束时间。</translation>
    </message>
</context>
<context>
    <name>twinward::record::EntryEditor</name>
    <message>
        <source>Draft kept</source>
        <translation>草稿已保留</translation>
    </message>
    <message>
        <source>Not saved yet: kept from before</source>
        <translation>尚未保存：此前保留的内容</translation>
    </message>
    <message>
        <source>Before this is saved</source>
        <translation>保存之前</translation>
    </message>
    <message>
        <source>What you typed is still here and kept as a draft.</source>
        <translation>您输入的内容仍在，并已保留为草稿。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>要丢弃已输入的内容吗？</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续书写</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>a button that asks first</comment>
        <translation>%1…</translation>
    </message>
    <message>
        <source>Save  %1</source>
        <comment>shortcut</comment>
        <translation>保存  %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel  %1</source>
        <comment>shortcut</comment>
        <translation>取消  %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>twinward::record::EntryListModel</name>
    <message>
        <source>Not authorised: signed by %1</source>
        <translation>未经授权：由 %1 签名</translation>
    </message>
    <message>
        <source>Two versions to settle</source>
        <translation>有两个版本待处理</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <comment>reason</comment>
        <translation>已撤回：%1</translation>
    </message>
    <message>
        <source>amended</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>a change not authorised</source>
        <translation>有未经授权的更改</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>twinward::record::EntryPanel</name>
    <message>
        <source>No patient open. Find one with Ctrl+F.</source>
        <translation>未打开患者。按 Ctrl+F 查找。</translation>
    </message>
    <message>
        <source>The record could not be read, so nothing is shown.</source>
        <translation>无法读取病历，因此不显示任何内容。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message numerus="yes">
        <source>Nothing current. %n past one(s) not shown.</source>
        <translation>
            <numerusform>目前没有。未显示 %n 条既往记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not for your role: %1</source>
        <translation>您的角色无权操作：%1</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>没有保存任何内容。</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Take back this entry</source>
        <translation>撤回此条目</translation>
    </message>
    <message>
        <source>It stays readable, struck through, with your name and reason.</source>
        <translation>它仍可阅读，以删除线显示，并附上您的姓名和原因。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The entry stands as it was.</source>
        <translation>该条目保持原样。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>action, shortcut</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>This entry</source>
        <translation>此条目</translation>
    </message>
    <message>
        <source>What can be done with the selected entry</source>
        <translation>可对所选条目进行的操作</translation>
    </message>
</context>
<context>
    <name>twinward::record::HistoryDialog</name>
    <message>
        <source>History: %1</source>
        <comment>kind of entry</comment>
        <translation>历史：%1</translation>
    </message>
    <message>
        <source>Not authorised: the role of %1 does not allow this. It is shown, and not followed.</source>
        <translation>未经授权：%1 的角色不允许此操作。仅显示，不予采纳。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Not authorised</source>
        <translation>未经授权</translation>
    </message>
    <message>
        <source>One of the versions to settle</source>
        <translation>待处理的版本之一</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>当前内容</translation>
    </message>
    <message>
        <source>First written</source>
        <translation>最初书写</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
</context>
<context>
    <name>twinward::record::MedicationForm</name>
    <message>
        <source>Drug</source>
        <translation>药物</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>给药途径</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频次</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Allergies: %1</source>
        <translation>过敏：%1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>No known allergies</source>
        <translation>无已知过敏</translation>
    </message>
    <message>
        <source>Allergies not recorded: ask before giving anything.</source>
        <translation>未记录过敏史：给药前请先询问。</translation>
    </message>
    <message>
        <source>Allergy recorded to %1: it has the same code as this drug.</source>
        <translation>已记录对 %1 过敏：其代码与此药相同。</translation>
    </message>
    <message>
        <source>Allergy recorded to %1: the drug&apos;s name has the same word, «%2».</source>
        <translation>已记录对 %1 过敏：药名中有相同的词“%2”。</translation>
    </message>
    <message>
        <source>Only words and codes are compared, not drug classes: also check related drugs yourself.</source>
        <translation>仅比较文字和代码，不比较药物类别：请自行核对同类药物。</translation>
    </message>
    <message>
        <source>Write the drug&apos;s name.</source>
        <translation>请写明药名。</translation>
    </message>
    <message>
        <source>Write the dose with its unit, such as 500 mg.</source>
        <translation>请写明剂量及单位，如 500 mg。</translation>
    </message>
    <message>
        <source>Write why it is stopped.</source>
        <translation>请写明停用原因。</translation>
    </message>
    <message>
        <source>Write the date.</source>
        <translation>请写明日期。</translation>
    </message>
    <message>
        <source>Save in spite of the allergy</source>
        <translation>尽管过敏仍要保存</translation>
    </message>
</context>
<context>
    <name>twinward::record::MergeDialog</name>
    <message>
        <source>Merge the two records</source>
        <translation>合并两份病历</translation>
    </message>
    <message>
        <source>Merge with another record</source>
        <translation>与另一份病历合并</translation>
    </message>
    <message>
        <source>Find the other record of the same person. Both are then read as one; they can be taken apart again at any time.</source>
        <translation>查找同一人的另一份病历。之后两份作为一份阅读；随时可以重新拆分。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Find the other record</source>
        <translation>查找另一份病历</translation>
    </message>
    <message>
        <source>Name, identifier, birth date or phone</source>
        <translation>姓名、标识号、出生日期或电话</translation>
    </message>
    <message>
        <source>Records found</source>
        <translation>找到的病历</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why these are the same person</source>
        <translation>为何认定是同一人</translation>
    </message>
    <message>
        <source>The open record</source>
        <translation>当前打开的病历</translation>
    </message>
    <message>
        <source>The other record</source>
        <translation>另一份病历</translation>
    </message>
    <message>
        <source>Keep the details of %1 (%2)</source>
        <comment>name, which record</comment>
        <translation>保留 %1 的信息（%2）</translation>
    </message>
    <message>
        <source>the open record</source>
        <translation>当前打开的病历</translation>
    </message>
    <message>
        <source>the other record</source>
        <translation>另一份病历</translation>
    </message>
    <message>
        <source>Nothing was merged.</source>
        <translation>没有合并任何内容。</translation>
    </message>
</context>
<context>
    <name>twinward::record::MomentField</name>
    <message>
        <source>Write the time as 14:05.</source>
        <translation>时间请按 14:05 的样式书写。</translation>
    </message>
    <message>
        <source>A time needs the whole date.</source>
        <translation>填写时刻需要完整日期。</translation>
    </message>
    <message>
        <source>This time is still to come.</source>
        <translation>此时间尚未到来。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time, may stay empty</source>
        <translation>时刻，可以留空</translation>
    </message>
    <message>
        <source>14:05</source>
        <comment>how a time of day is written, as an example</comment>
        <translation>14:05</translation>
    </message>
</context>
<context>
    <name>twinward::record::NoteForm</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Write the note.</source>
        <translation>请书写记录。</translation>
    </message>
    <message>
        <source>Write the date.</source>
        <translation>请写明日期。</translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientBanner</name>
    <message>
        <source>No patient open</source>
        <translation>未打开患者</translation>
    </message>
    <message>
        <source>No patient open. Find one with Ctrl+F.</source>
        <translation>未打开患者。按 Ctrl+F 查找。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, the name as otherwise written</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Died at %1</source>
        <comment>age</comment>
        <translation>%1时死亡</translation>
    </message>
    <message>
        <source>Patient: %1, %2, %3</source>
        <comment>name, age, further details</comment>
        <translation>患者：%1，%2，%3</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>The record could not be read</source>
        <translation>无法读取病历</translation>
    </message>
    <message>
        <source>Allergies not recorded</source>
        <translation>未记录过敏史</translation>
    </message>
    <message>
        <source>No known allergies</source>
        <translation>无已知过敏</translation>
    </message>
    <message>
        <source>%1 (severe)</source>
        <comment>allergy</comment>
        <translation>%1（严重）</translation>
    </message>
    <message numerus="yes">
        <source>%n allergy(ies)</source>
        <translation>
            <numerusform>%n 项过敏</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) to settle</source>
        <translation>
            <numerusform>%n 处冲突待处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not authorised</source>
        <translation>
            <numerusform>%n 条未经授权</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything was saved: %1</source>
        <comment>why</comment>
        <translation>未能全部保存：%1</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Every entry of this record is on this computer&apos;s disk.</source>
        <translation>此病历的每一条都已写入这台电脑的磁盘。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of entry, what it says</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientForm</name>
    <message>
        <source>Family name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Whole name as written</source>
        <translation>全名（按原文书写）</translation>
    </message>
    <message>
        <source>In Latin letters</source>
        <translation>拉丁字母写法</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Kind of identifier</source>
        <translation>标识号类别</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Identifiers</source>
        <translation>标识号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Relationship</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>%1 is already registered and looks like the same person.</source>
        <translation>%1 已登记，看起来是同一人。</translation>
    </message>
    <message>
        <source>Write a name. Where it is not known, write how the patient is called here, such as «Unknown woman 1».</source>
        <translation>请填写姓名。若不知姓名，请写此处如何称呼患者，如“无名女性1”。</translation>
    </message>
    <message>
        <source>Save as another person</source>
        <translation>作为另一人保存</translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientListModel</name>
    <message>
        <source>%1 (%2)</source>
        <comment>name, the name as otherwise written</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 — two versions to settle</source>
        <translation>%1 — 有两个版本待处理</translation>
    </message>
    <message>
        <source>Died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>标识号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientListPanel</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n 位患者</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>patients listed, patients in all</comment>
        <translation>共 %2 位，列出 %1 位</translation>
    </message>
    <message>
        <source>Nobody is registered yet. Register the first patient with Ctrl+N, or import existing records.</source>
        <translation>尚未登记任何人。按 Ctrl+N 登记第一位患者，或导入已有病历。</translation>
    </message>
    <message>
        <source>Nobody matches «%1». Check the spelling or search by birth date or identifier; register a new patient with Ctrl+N.</source>
        <translation>没有与“%1”相符的人。请检查拼写，或按出生日期或标识号查找；按 Ctrl+N 登记新患者。</translation>
    </message>
    <message>
        <source>You have not opened anybody yet.</source>
        <translation>您尚未打开过任何人。</translation>
    </message>
    <message>
        <source>Open the selected patient</source>
        <translation>打开所选患者</translation>
    </message>
    <message>
        <source>Name, identifier, birth date or phone</source>
        <translation>姓名、标识号、出生日期或电话</translation>
    </message>
    <message>
        <source>Find a patient</source>
        <translation>查找患者</translation>
    </message>
    <message>
        <source>&amp;Opened last</source>
        <translation>最近打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;All patients</source>
        <translation>全部患者(&amp;A)</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>患者</translation>
    </message>
</context>
<context>
    <name>twinward::record::ReasonDialog</name>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>twinward::record::RegistrationPanel</name>
    <message>
        <source>Registering patients is not for your role: %1.</source>
        <translation>您的角色无权登记患者：%1。</translation>
    </message>
    <message>
        <source>Register a patient</source>
        <translation>登记患者</translation>
    </message>
</context>
<context>
    <name>twinward::record::SettleDialog</name>
    <message>
        <source>Save the edited version  %1</source>
        <comment>shortcut</comment>
        <translation>保存编辑后的版本  %1</translation>
    </message>
    <message>
        <source>Settle: %1</source>
        <comment>kind of entry</comment>
        <translation>处理：%1</translation>
    </message>
    <message>
        <source>These versions were written without knowing of each other. Keep one, or edit it until it is right. All stay in the history.</source>
        <translation>这些版本书写时互不知晓。请保留其中一个，或编辑至正确为止。全部版本都保留在历史中。</translation>
    </message>
    <message>
        <source>Settle later</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Keep this version</source>
        <translation>保留此版本</translation>
    </message>
    <message>
        <source>Edit from this version</source>
        <translation>由此版本编辑</translation>
    </message>
    <message>
        <source>Nothing was settled; both versions are kept.</source>
        <translation>未做处理；两个版本都保留。</translation>
    </message>
</context>
<context>
    <name>twinward::record::SummaryPanel</name>
    <message>
        <source>No patient open. Find one with Ctrl+F.</source>
        <translation>未打开患者。按 Ctrl+F 查找。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>The record could not be read, so nothing is printed.</source>
        <translation>无法读取病历，因此不打印任何内容。</translation>
    </message>
    <message>
        <source>Nothing was printed, because it could not be logged.</source>
        <translation>因无法记入日志，未打印任何内容。</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已发送到打印机</translation>
    </message>
    <message>
        <source>Save the summary as PDF</source>
        <translation>将摘要存为 PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Patient summary</source>
        <comment>file name</comment>
        <translation>患者摘要</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>No PDF was written.</source>
        <translation>没有写入 PDF。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>action, shortcut</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Nothing was printed.</source>
        <translation>没有打印任何内容。</translation>
    </message>
</context>
<context>
    <name>twinward::record::VersionCard</name>
    <message>
        <source>%1 (%2)</source>
        <comment>name, role</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Unknown person</source>
        <translation>未知人员</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>who, when</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>which version, who and when</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>≠ %1</source>
        <comment>a value that differs from the other version</comment>
        <translation>≠ %1</translation>
    </message>
    <message>
        <source>Differs: %1</source>
        <translation>不同之处：%1</translation>
    </message>
</context>
<context>
    <name>twinward::timeline::DetailsCard</name>
    <message>
        <source>Details of the entry</source>
        <translation>条目详情</translation>
    </message>
</context>
<context>
    <name>twinward::timeline::FilterBar</name>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>place among what was found</comment>
        <translation>第 %1 条，共 %2 条</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>一生</translation>
    </message>
    <message>
        <source>Show one day</source>
        <translation>显示一天</translation>
    </message>
    <message>
        <source>Show one week</source>
        <translation>显示一周</translation>
    </message>
    <message>
        <source>Show one month</source>
        <translation>显示一个月</translation>
    </message>
    <message>
        <source>Show one year</source>
        <translation>显示一年</translation>
    </message>
    <message>
        <source>Show the whole life</source>
        <translation>显示一生</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does (key)</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Search the timeline</source>
        <translation>搜索时间轴</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F or /; Enter goes to the next, Shift+Enter to the one before</source>
        <translation>Ctrl+Shift+F 或 /；回车到下一条，Shift+回车到上一条</translation>
    </message>
    <message>
        <source>Previous found entry</source>
        <translation>找到的上一条</translation>
    </message>
    <message>
        <source>Previous found entry (Shift+F3)</source>
        <translation>找到的上一条（Shift+F3）</translation>
    </message>
    <message>
        <source>Next found entry</source>
        <translation>找到的下一条</translation>
    </message>
    <message>
        <source>Next found entry (F3)</source>
        <translation>找到的下一条（F3）</translation>
    </message>
    <message>
        <source>Show %1</source>
        <comment>name of a lane</comment>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>Active only</source>
        <translation>仅活动的</translation>
    </message>
    <message>
        <source>Hides problems, medications, allergies and visits that are over; all else stays</source>
        <translation>隐藏已结束的问题、用药、过敏和就诊；其余保留</translation>
    </message>
    <message>
        <source>Only what is in view</source>
        <translation>仅可见范围</translation>
    </message>
    <message>
        <source>Leaves out everything outside the time that is shown now, for moving and searching too</source>
        <translation>移动和搜索时也忽略当前显示时间之外的一切</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>待查看</translation>
    </message>
    <message>
        <source>Shows only conflicts and what was signed without the right to</source>
        <translation>仅显示冲突以及无权签名的内容</translation>
    </message>
    <message>
        <source>Retracted</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Shows what was taken back, too</source>
        <translation>同时显示已撤回的内容</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>twinward::timeline::TimelinePanel</name>
    <message>
        <source>Open a patient to see their timeline.</source>
        <translation>打开患者以查看其时间轴。</translation>
    </message>
    <message>
        <source>The record could not be read.</source>
        <translation>无法读取病历。</translation>
    </message>
    <message>
        <source>Nothing has been recorded for this patient yet. Press V to chart vitals or N to write a note.</source>
        <translation>此患者尚无记录。按 V 录入生命体征，或按 N 书写病程记录。</translation>
    </message>
    <message>
        <source>Reading the record …</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>The document it came from could not be read.</source>
        <translation>无法读取其来源文档。</translation>
    </message>
    <message>
        <source>Entered here</source>
        <translation>在此录入</translation>
    </message>
    <message>
        <source>Imported: a document of %1 is kept with it</source>
        <comment>size</comment>
        <translation>导入：随附一份 %1 的文档</translation>
    </message>
    <message>
        <source>Search the timeline</source>
        <translation>搜索时间轴</translation>
    </message>
    <message>
        <source>Next found entry</source>
        <translation>找到的下一条</translation>
    </message>
    <message>
        <source>Previous found entry</source>
        <translation>找到的上一条</translation>
    </message>
    <message>
        <source>Show the whole life</source>
        <translation>显示一生</translation>
    </message>
    <message>
        <source>Show one day</source>
        <translation>显示一天</translation>
    </message>
    <message>
        <source>Show one week</source>
        <translation>显示一周</translation>
    </message>
    <message>
        <source>Show one month</source>
        <translation>显示一个月</translation>
    </message>
    <message>
        <source>Show one year</source>
        <translation>显示一年</translation>
    </message>
    <message>
        <source>Zoom in on the timeline</source>
        <translation>放大时间轴</translation>
    </message>
    <message>
        <source>Zoom out of the timeline</source>
        <translation>缩小时间轴</translation>
    </message>
    <message>
        <source>Collapse or open the lane</source>
        <translation>折叠或展开泳道</translation>
    </message>
</context>
<context>
    <name>twinward::timeline::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>尚无记录。</translation>
    </message>
    <message>
        <source>The filters hide every entry.</source>
        <translation>筛选条件隐藏了所有条目。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ChartingForm</name>
    <message>
        <source>&amp;Save round</source>
        <translation>保存本次(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Enter: next · Ctrl+Enter: save · − not done · Ctrl+U: unit · Esc: leave</source>
        <translation>Enter：下一项 · Ctrl+Enter：保存 · −：未测 · Ctrl+U：单位 · Esc：离开</translation>
    </message>
    <message>
        <source>Saving opens an outpatient visit</source>
        <translation>保存时将开启一次门诊就诊</translation>
    </message>
    <message>
        <source>Visit since %1</source>
        <translation>自 %1 起的就诊</translation>
    </message>
    <message>
        <source>%1 · since %2</source>
        <comment>ward and bed, date</comment>
        <translation>%1 · 自 %2</translation>
    </message>
    <message>
        <source>Your role may read vitals but not chart them.</source>
        <translation>您的角色可以查看但不能录入生命体征。</translation>
    </message>
    <message>
        <source>Taken from a device. Check it before saving.</source>
        <translation>取自设备。保存前请核对。</translation>
    </message>
    <message>
        <source>Nothing to save yet.</source>
        <translation>还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Not saved: put this value right or clear it.</source>
        <translation>未保存：请更正或清除此值。</translation>
    </message>
    <message>
        <source>Saving as soon as the chart is read…</source>
        <translation>读完病历后立即保存…</translation>
    </message>
    <message>
        <source>Everything you typed is still here.</source>
        <translation>您输入的内容都还在。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>未保存。</translation>
    </message>
    <message>
        <source>Everything you typed is still here and kept as a draft.</source>
        <translation>您输入的内容都还在，并已保留为草稿。</translation>
    </message>
    <message>
        <source>What you typed for %1 is kept as a draft.</source>
        <translation>您为 %1 输入的内容已保留为草稿。</translation>
    </message>
    <message>
        <source>Saved on this device at %1</source>
        <translation>已于 %1 保存在本机</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>These values were typed on %1 and not saved. Check them before saving.</source>
        <translation>这些数值于 %1 输入但未保存。保存前请核对。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Throw away what you typed?</source>
        <translation>要丢弃已输入的内容吗？</translation>
    </message>
    <message>
        <source>Go on typing</source>
        <translation>继续输入</translation>
    </message>
    <message>
        <source>Everything you typed is still here, but could not be kept as a draft: leave this open.</source>
        <translation>您输入的内容都还在，但未能保留为草稿：请不要关闭此窗口。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ChartsPanel</name>
    <message>
        <source>Export chart</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>%1 · born %2 · %3 · %4, printed %5</source>
        <comment>age, birth date, sex, clinic, time</comment>
        <translation>%1 · %2 出生 · %3 · %4，打印于 %5</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from, to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Reading the chart…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>Open a patient to see their vitals.</source>
        <translation>打开患者以查看其生命体征。</translation>
    </message>
    <message>
        <source>No vitals recorded yet. Press V to chart the first round.</source>
        <translation>尚无生命体征记录。按 V 录入第一次。</translation>
    </message>
    <message>
        <source>NEWS2 %1 · %2
%3</source>
        <comment>total, band, time</comment>
        <translation>NEWS2 %1 · %2
%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sign, value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Corrected since it was first recorded</source>
        <translation>首次记录后已更正</translation>
    </message>
    <message>
        <source>Two versions differ: settle it in the record</source>
        <translation>两个版本不同：请在病历中处理</translation>
    </message>
    <message>
        <source>Vitals charts</source>
        <translation>生命体征图</translation>
    </message>
    <message>
        <source>Vitals over time</source>
        <translation>生命体征变化</translation>
    </message>
    <message>
        <source>Left and right go from measurement to measurement, plus and minus zoom, Enter selects.</source>
        <translation>左右键在测量点之间移动，加减键缩放，回车键选择。</translation>
    </message>
    <message>
        <source>Vitals in numbers</source>
        <translation>生命体征数值</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 天</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Correct or take back the selected value (F2)</source>
        <translation>更正或撤回所选数值（F2）</translation>
    </message>
    <message>
        <source>Save the chart as a picture or PDF (Ctrl+E)</source>
        <translation>将图表存为图片或 PDF（Ctrl+E）</translation>
    </message>
    <message>
        <source>Not drawn: %1. The newest: %2.</source>
        <comment>count, what</comment>
        <translation>未绘出：%1。最近一个：%2。</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ChoiceField</name>
    <message>
        <source>Not done</source>
        <translation>未测</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::CorrectionDialog</name>
    <message>
        <source>The &amp;value was another</source>
        <translation>数值应为另一个(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Wrong entry: take it back</source>
        <translation>录入错误：撤回(&amp;W)</translation>
    </message>
    <message>
        <source>Correct a value</source>
        <translation>更正数值</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <comment>sign, value, unit</comment>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>%1 · recorded by %2</source>
        <comment>time, name</comment>
        <translation>%1 · 由 %2 记录</translation>
    </message>
    <message>
        <source>Right value in %1</source>
        <translation>以 %1 为单位的正确值</translation>
    </message>
    <message>
        <source>Why it was wrong</source>
        <translation>为何有误</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>&amp;Right value (%1)</source>
        <translation>正确值（%1）(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>原因(&amp;E)</translation>
    </message>
    <message>
        <source>The chart is what it was.</source>
        <translation>病历保持原样。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::EarlyWarningPanel</name>
    <message>
        <source>Open a patient to see their early-warning score.</source>
        <translation>打开患者以查看其早期预警评分。</translation>
    </message>
    <message>
        <source>Reading the chart…</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>No vitals recorded yet. Press V to chart the first round.</source>
        <translation>尚无生命体征记录。按 V 录入第一次。</translation>
    </message>
    <message>
        <source>SpO₂: %1…</source>
        <comment>scale</comment>
        <translation>SpO₂：%1…</translation>
    </message>
    <message>
        <source>Next observations by %1.</source>
        <translation>下次观察不晚于 %1。</translation>
    </message>
    <message>
        <source>Continuous monitoring.</source>
        <translation>持续监测。</translation>
    </message>
    <message>
        <source>Observations are due since %1.</source>
        <translation>自 %1 起应进行观察。</translation>
    </message>
    <message>
        <source>Observations are overdue since %1.</source>
        <translation>自 %1 起观察已逾期。</translation>
    </message>
    <message>
        <source>The last set is incomplete: complete it now.</source>
        <translation>上一组不完整：请立即补全。</translation>
    </message>
    <message>
        <source>Early warning</source>
        <translation>早期预警</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Trend of the early-warning score</source>
        <translation>早期预警评分趋势</translation>
    </message>
    <message>
        <source>Choose the SpO₂ scale…</source>
        <translation>选择 SpO₂ 标准…</translation>
    </message>
    <message>
        <source>NEWS2: Royal College of Physicians, National Early Warning Score 2, London 2017. A score supports a clinician&apos;s judgement and never replaces it.</source>
        <translation>NEWS2：英国皇家内科医师学会，国家早期预警评分 2，伦敦 2017。评分辅助临床判断，绝不取代临床判断。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::FormPanel</name>
    <message>
        <source>Vitals round</source>
        <translation>生命体征录入</translation>
    </message>
    <message>
        <source>Open a patient to chart a round of vitals.</source>
        <translation>打开患者以录入生命体征。</translation>
    </message>
    <message>
        <source>Save the round</source>
        <translation>保存本次</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::LiveFeedPanel</name>
    <message>
        <source>Open a recording</source>
        <translation>打开记录文件</translation>
    </message>
    <message>
        <source>Recordings (*.hea *.edf)</source>
        <translation>记录文件 (*.hea *.edf)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>recording %1, %2</source>
        <comment>name, lead</comment>
        <translation>记录 %1，%2</translation>
    </message>
    <message>
        <source>Heart rate %1 /min stands in the vitals round (press V). Check it and save it there.</source>
        <translation>心率 %1 /min 已填入生命体征录入表（按 V）。请在那里核对并保存。</translation>
    </message>
    <message>
        <source>Live feed</source>
        <translation>实时数据</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>打开记录文件…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Take the current values into the vitals round</source>
        <translation>将当前数值填入生命体征录入表</translation>
    </message>
    <message>
        <source>Take current values</source>
        <translation>采用当前数值</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>Traces of the recording</source>
        <translation>记录的波形</translation>
    </message>
    <message>
        <source>Heart rate of the last three minutes</source>
        <translation>最近三分钟的心率</translation>
    </message>
    <message>
        <source>no ECG lead</source>
        <translation>无心电导联</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>/min</translation>
    </message>
    <message>
        <source>Heart rate</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>No feed. Open a recording (WFDB or EDF) to replay it as it came.</source>
        <translation>没有数据源。打开记录文件（WFDB 或 EDF），按原样回放。</translation>
    </message>
    <message>
        <source>Replay of recording %1. Not from a patient who is connected now.</source>
        <translation>正在回放记录 %1。并非来自现在连接的患者。</translation>
    </message>
    <message>
        <source>The recording has ended.</source>
        <translation>记录已结束。</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
    <message>
        <source>Open the patient first</source>
        <translation>请先打开患者</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::NumberRow</name>
    <message>
        <source>%1 · %2</source>
        <comment>value before, how long ago</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Not done: this is what will be recorded.</source>
        <translation>未测：将如此记录。</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>sign, unit</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Unit of %1</source>
        <translation>%1 的单位</translation>
    </message>
    <message>
        <source>Write it in %1 instead (Ctrl+U)</source>
        <translation>改用 %1 书写（Ctrl+U）</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::OtherScoresView</name>
    <message>
        <source>%1 missing</source>
        <comment>sign</comment>
        <translation>缺 %1</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <comment>sign, value, how long ago</comment>
        <translation>%1 %2，%3</translation>
    </message>
    <message>
        <source>%1 of 3</source>
        <comment>points of a score</comment>
        <translation>%1 / 3</translation>
    </message>
    <message>
        <source>at least %1 of 3</source>
        <comment>points of a score</comment>
        <translation>至少 %1 / 3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sign, range</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Fired: %1
%2</source>
        <comment>rules, inputs</comment>
        <translation>符合：%1
%2</translation>
    </message>
    <message>
        <source>Worked out from the values</source>
        <translation>由数值计算得出</translation>
    </message>
    <message>
        <source>Mean arterial pressure</source>
        <translation>平均动脉压</translation>
    </message>
    <message>
        <source>Shock index</source>
        <translation>休克指数</translation>
    </message>
    <message>
        <source>Body mass index</source>
        <translation>体质指数</translation>
    </message>
    <message>
        <source>qSOFA: Seymour, JAMA 2016;315:762. Mean pressure: diastolic plus a third of the pulse pressure. Shock index: Allgöwer and Burri 1967. Body mass index: WHO 2000.</source>
        <translation>qSOFA：Seymour，JAMA 2016;315:762。平均压：舒张压加三分之一脉压。休克指数：Allgöwer 与 Burri 1967。体质指数：WHO 2000。</translation>
    </message>
    <message>
        <source>Against the usual range for the child&apos;s age</source>
        <translation>与该年龄儿童的常见范围比较</translation>
    </message>
    <message>
        <source>usual %1 at %2</source>
        <comment>range, age</comment>
        <translation>%2 时通常为 %1</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>▲ above</source>
        <translation>▲ 偏高</translation>
    </message>
    <message>
        <source>▼ below</source>
        <translation>▼ 偏低</translation>
    </message>
    <message>
        <source>within</source>
        <translation>在范围内</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <comment>place, range, how long ago</comment>
        <translation>%1 · %2 · %3</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::PointsChip</name>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 分</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::RoundFields</name>
    <message>
        <source>&amp;Measured</source>
        <translation>测量时间(&amp;M)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Time of measurement</source>
        <translation>测量时间</translation>
    </message>
    <message>
        <source>Empty for now. 14:05, 19 Nov 2026 14:05, or -20 for 20 minutes ago.</source>
        <translation>留空表示现在。14:05、2026年11月19日 14:05，或 -20 表示 20 分钟前。</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>Air</source>
        <extracomment>the letter typed for it</extracomment>
        <translation>空气</translation>
    </message>
    <message>
        <source>Oxygen</source>
        <translation>氧气</translation>
    </message>
    <message>
        <source>Consciousness: A, C, V, P or U</source>
        <translation>意识：A、C、V、P 或 U</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>清醒</translation>
    </message>
    <message>
        <source>New confusion</source>
        <translation>新发意识混乱</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>对声音</translation>
    </message>
    <message>
        <source>Pain</source>
        <comment>responds to pain</comment>
        <translation>对疼痛</translation>
    </message>
    <message>
        <source>Unresponsive</source>
        <translation>无反应</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>装置</translation>
    </message>
    <message>
        <source>Oxygen device</source>
        <translation>给氧装置</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>key, name of a device</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>SpO₂ scale: %1. Change</source>
        <translation>SpO₂ 标准：%1。更改</translation>
    </message>
    <message>
        <source>Change the SpO₂ scale of this patient</source>
        <translation>更改此患者的 SpO₂ 标准</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>value before, how long ago</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ScaleDialog</name>
    <message>
        <source>SpO₂ scale</source>
        <translation>SpO₂ 标准</translation>
    </message>
    <message>
        <source>Scale &amp;1: for everybody else</source>
        <translation>标准 1：适用于其他所有人(&amp;1)</translation>
    </message>
    <message>
        <source>Scale &amp;2: target 88–92 %, hypercapnic respiratory failure</source>
        <translation>标准 2：目标 88–92 %，高碳酸血症性呼吸衰竭(&amp;2)</translation>
    </message>
    <message>
        <source>Scale 2 may only be chosen by a competent decision maker for a patient with hypercapnic respiratory failure, usually confirmed by blood gas. It is recorded with your name.</source>
        <translation>标准 2 只能由有能力的决策者为高碳酸血症性呼吸衰竭患者选择，通常须经血气确认。将以您的姓名记录。</translation>
    </message>
    <message>
        <source>Why, and who decided</source>
        <translation>原因，以及由谁决定</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Record the choice</source>
        <translation>记录此选择</translation>
    </message>
    <message>
        <source>The scale is what it was.</source>
        <translation>标准保持原样。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ScoreBadge</name>
    <message>
        <source>Early warning score: %1</source>
        <translation>早期预警评分：%1</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::ScoreView</name>
    <message>
        <source>Nothing to score yet</source>
        <translation>还没有可评分的内容</translation>
    </message>
    <message>
        <source>NEWS2: %1</source>
        <comment>band</comment>
        <translation>NEWS2：%1</translation>
    </message>
    <message>
        <source>NEWS2: %1 or higher</source>
        <comment>band</comment>
        <translation>NEWS2：%1 或更高</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>缺失：%1</translation>
    </message>
    <message>
        <source>3 in a single parameter</source>
        <translation>单项得 3 分</translation>
    </message>
    <message>
        <source>SpO₂ is scored on scale 2 (88–92 %).</source>
        <translation>SpO₂ 按标准 2（88–92 %）评分。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Two versions differ: the worse one counts</source>
        <translation>两个版本不同：以较差者计</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::TimeField</name>
    <message>
        <source>Write the time as 14:05, 19 Nov 2026 14:05, or -20 for 20 minutes ago.</source>
        <translation>时间请写成 14:05、2026年11月19日 14:05，或 -20 表示 20 分钟前。</translation>
    </message>
    <message>
        <source>%1 is in the future. For an earlier day write the date too.</source>
        <translation>%1 在将来。若是更早的一天，请同时写日期。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time, how long ago</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::VitalsTable</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>%1 L</source>
        <translation>%1 L</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>time, value</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::WardModel</name>
    <message>
        <source>▲ from %1</source>
        <translation>▲ 原为 %1</translation>
    </message>
    <message>
        <source>▼ from %1</source>
        <translation>▼ 原为 %1</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>不晚于 %1</translation>
    </message>
    <message>
        <source>monitor continuously</source>
        <translation>持续监测</translation>
    </message>
    <message>
        <source>due since %1</source>
        <translation>自 %1 应测</translation>
    </message>
    <message>
        <source>overdue since %1</source>
        <translation>自 %1 逾期</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <comment>done, name</comment>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Bed</source>
        <translation>床位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Last set</source>
        <translation>最近一组</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下次</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::WardRoundPanel</name>
    <message>
        <source>Looking for patients with a bed</source>
        <translation>正在查找有床位的患者</translation>
    </message>
    <message>
        <source>Saved on this device: %1. Now the next patient.</source>
        <translation>已保存在本机：%1。现在是下一位患者。</translation>
    </message>
    <message>
        <source>Ward round</source>
        <translation>查房</translation>
    </message>
    <message>
        <source>%1 of %2 charted · %3 due</source>
        <comment>counts of patients</comment>
        <translation>已录入 %1 / %2 · %3 位应测</translation>
    </message>
    <message>
        <source>Patients of the ward round</source>
        <translation>查房患者</translation>
    </message>
    <message>
        <source>By bed</source>
        <translation>按床位</translation>
    </message>
    <message>
        <source>By urgency</source>
        <translation>按紧急程度</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Add the open patient to the round</source>
        <translation>将当前患者加入查房</translation>
    </message>
    <message>
        <source>Take this patient off the round</source>
        <translation>将此患者移出查房</translation>
    </message>
    <message>
        <source>Look for patients with a bed</source>
        <translation>查找有床位的患者</translation>
    </message>
    <message>
        <source>Begin a new round</source>
        <translation>开始新一轮查房</translation>
    </message>
    <message>
        <source>Nobody has a bed. Open an inpatient visit with a ward and bed, or add the open patient to the round.</source>
        <translation>没有人有床位。请为住院就诊填写病区和床位，或将当前患者加入查房。</translation>
    </message>
    <message>
        <source>The round is complete: %1 charted.</source>
        <translation>本轮查房完成：已录入 %1 位。</translation>
    </message>
</context>
<context>
    <name>twinward::workbench::DateField</name>
    <message>
        <source>Not a date that can be read only one way. Write it like %1.</source>
        <translation>此日期不能唯一读出。请按 %1 的样式书写。</translation>
    </message>
    <message>
        <source>Day, month and year are needed.</source>
        <translation>需要年、月、日。</translation>
    </message>
    <message>
        <source>After %1, the latest date possible here.</source>
        <translation>晚于 %1，即此处可用的最晚日期。</translation>
    </message>
    <message>
        <source>Before %1, the earliest date possible here.</source>
        <translation>早于 %1，即此处可用的最早日期。</translation>
    </message>
    <message>
        <source>%1, or month and year, or year</source>
        <translation>%1，或年月，或年份</translation>
    </message>
</context>
<context>
    <name>twinward::workbench::FailureBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, what was kept</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>twinward::workbench::ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <comment>what, done, total</comment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what, done</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: stopping</source>
        <comment>what</comment>
        <translation>%1：正在停止</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::ActionBook</name>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Perspectives</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>In the panel that has the keyboard</source>
        <translation>在具有键盘焦点的面板中</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::CommandPalette</name>
    <message>
        <source>Find a command, a panel or a patient</source>
        <translation>查找命令、面板或患者</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>患者</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::EarlyWarningAlert</name>
    <message>
        <source>NEWS2 %1 (%2)</source>
        <comment>total, age of the newest value</comment>
        <translation>NEWS2 %1（%2）</translation>
    </message>
    <message>
        <source>NEWS2 at least %1 (%2)</source>
        <comment>total, age of the newest value</comment>
        <translation>NEWS2 至少 %1（%2）</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::HelpPage</name>
    <message>
        <source>Keys and help</source>
        <translation>按键与帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Every command is in the palette too: press its key, type a few letters, then Enter. A key of one letter works wherever nothing is being typed.</source>
        <translation>每个命令也在命令面板中：按下其按键，键入几个字母，然后回车。单字母按键在没有输入文字时随处可用。</translation>
    </message>
    <message>
        <source>In every form</source>
        <translation>在每个表单中</translation>
    </message>
    <message>
        <source>Go on to the next field</source>
        <translation>到下一项</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave; asks before anything is thrown away</source>
        <translation>离开；丢弃任何内容前会询问</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::PanelDock</name>
    <message>
        <source>No patient is open.</source>
        <translation>未打开患者。</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::Shell</name>
    <message>
        <source>Locking: what was begun is being saved.</source>
        <translation>正在锁定：正在保存已开始的内容。</translation>
    </message>
    <message>
        <source>Twinward, locked</source>
        <translation>Twinward，已锁定</translation>
    </message>
    <message>
        <source>Twinward, %1</source>
        <comment>clinic</comment>
        <translation>Twinward，%1</translation>
    </message>
    <message>
        <source>Find a command, a panel or a patient</source>
        <translation>查找命令、面板或患者</translation>
    </message>
    <message>
        <source>Keys and help</source>
        <translation>按键与帮助</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock and quit</source>
        <translation>锁定并退出</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Light or dark as the desktop</source>
        <translation>明暗随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Taller rows for touch</source>
        <translation>触摸用较高的行</translation>
    </message>
    <message numerus="yes">
        <source>Lock after %n minute(s) without a key or the mouse</source>
        <translation>
            <numerusform>%n 分钟无键盘或鼠标操作后锁定</numerusform>
        </translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>正常大小</translation>
    </message>
    <message>
        <source>&amp;Patient</source>
        <translation>患者(&amp;P)</translation>
    </message>
    <message>
        <source>Pa&amp;nels</source>
        <translation>面板(&amp;N)</translation>
    </message>
    <message>
        <source>Per&amp;spectives</source>
        <translation>布局(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Commands</source>
        <translation>命令(&amp;C)</translation>
    </message>
    <message>
        <source>The panel that has the keyboard has no commands</source>
        <translation>具有键盘焦点的面板没有命令</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>病历(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::StatusLine</name>
    <message>
        <source>Locks in %1 s</source>
        <translation>%1 秒后锁定</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Not everything could be saved</source>
        <translation>未能全部保存</translation>
    </message>
    <message>
        <source>Saved on this device, %1</source>
        <translation>已保存在本机，%1</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>%1, %2 · %3</source>
        <comment>user, role, clinic</comment>
        <translation>%1，%2 · %3</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::TransferPanel</name>
    <message>
        <source>FHIR files (*.json *.ndjson)</source>
        <translation>FHIR 文件 (*.json *.ndjson)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading the files, in bytes</source>
        <translation>正在读取文件（字节）</translation>
    </message>
    <message>
        <source>Exporting the patient</source>
        <translation>正在导出患者</translation>
    </message>
    <message>
        <source>Exporting patients</source>
        <translation>正在导出患者</translation>
    </message>
    <message>
        <source>Nothing came in.</source>
        <translation>没有导入任何内容。</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 already here, %4 refused.</source>
        <translation>新增 %1，更改 %2，已有 %3，拒绝 %4。</translation>
    </message>
    <message>
        <source>Everything came in.</source>
        <translation>全部已导入。</translation>
    </message>
    <message>
        <source>All that could be used came in.</source>
        <translation>所有可用的内容均已导入。</translation>
    </message>
    <message>
        <source>Nothing came in, because something was refused and you asked for all or nothing.</source>
        <translation>没有导入任何内容，因为有内容被拒绝，而您要求全部导入或全不导入。</translation>
    </message>
    <message>
        <source>Stopped, as you asked; what is counted here had come in before and is kept.</source>
        <translation>已按您的要求停止；此处所计的内容在此之前已导入并保留。</translation>
    </message>
    <message>
        <source>Stopped by a failure; what is counted here had come in before and is kept.</source>
        <translation>因故障停止；此处所计的内容在此之前已导入并保留。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>verdict, counts</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Files written before this are whole; the record is as it was.</source>
        <translation>此前写入的文件是完整的；病历保持原样。</translation>
    </message>
    <message>
        <source>Exported: %1 resources of %2 patients, in %3 files. Whoever has these files can read them: they are not sealed.</source>
        <translation>已导出：%2 位患者的 %1 个资源，共 %3 个文件。任何拿到这些文件的人都能阅读：它们没有封存。</translation>
    </message>
    <message>
        <source>Import FHIR files</source>
        <translation>导入 FHIR 文件</translation>
    </message>
    <message>
        <source>Export this patient as FHIR</source>
        <translation>将此患者导出为 FHIR</translation>
    </message>
    <message>
        <source>Export the clinic as FHIR</source>
        <translation>将诊所导出为 FHIR</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>FHIR R4 files or a folder</source>
        <translation>FHIR R4 文件或文件夹</translation>
    </message>
    <message>
        <source>Files or folder to import</source>
        <translation>要导入的文件或文件夹</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Skip what can&apos;t be used, and say what it was</source>
        <translation>跳过无法使用的内容，并说明是什么</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>全部导入或全不导入</translation>
    </message>
    <message>
        <source>What to do about entries that can&apos;t be used</source>
        <translation>如何处理无法使用的条目</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>写入的文件夹</translation>
    </message>
    <message>
        <source>Folder to export into</source>
        <translation>导出到的文件夹</translation>
    </message>
    <message>
        <source>Export this patient</source>
        <translation>导出此患者</translation>
    </message>
    <message>
        <source>Export the clinic</source>
        <translation>导出诊所</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>What came in</source>
        <translation>导入的内容</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What was refused</source>
        <translation>被拒绝的内容</translation>
    </message>
</context>
<context>
    <name>twinward::workstation::Workplace</name>
    <message>
        <source>What was saved before is safe.</source>
        <translation>此前保存的内容是安全的。</translation>
    </message>
    <message>
        <source>This chart can&apos;t be shown; nothing was changed.</source>
        <translation>无法显示此病历；没有改变任何内容。</translation>
    </message>
    <message>
        <source>Close this chart</source>
        <translation>关闭此病历</translation>
    </message>
    <message>
        <source>Change your passphrase…</source>
        <translation>更改您的密码短语…</translation>
    </message>
    <message>
        <source>Go to the next panel</source>
        <translation>到下一个面板</translation>
    </message>
    <message>
        <source>Go to the panel before</source>
        <translation>到上一个面板</translation>
    </message>
    <message>
        <source>Put this perspective&apos;s panels back in place</source>
        <translation>将此布局的面板恢复原位</translation>
    </message>
</context>
</TS>
