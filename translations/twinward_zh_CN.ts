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
    <message>
        <source>Nurses will not see this allergy, and nothing warns them of it.</source>
        <translation>护士将看不到此项过敏，也不会收到任何提醒。</translation>
    </message>
</context>
<context>
    <name>AllergyText</name>
    <message>
        <source>Penicillins</source>
        <translation>青霉素类</translation>
    </message>
    <message>
        <source>Cephalosporins</source>
        <translation>头孢菌素类</translation>
    </message>
    <message>
        <source>Carbapenems</source>
        <translation>碳青霉烯类</translation>
    </message>
    <message>
        <source>Monobactams</source>
        <translation>单环 β-内酰胺类</translation>
    </message>
    <message>
        <source>Antibacterial sulfonamides</source>
        <translation>磺胺类抗菌药</translation>
    </message>
    <message>
        <source>Macrolides</source>
        <translation>大环内酯类</translation>
    </message>
    <message>
        <source>Lincosamides</source>
        <translation>林可酰胺类</translation>
    </message>
    <message>
        <source>Tetracyclines</source>
        <translation>四环素类</translation>
    </message>
    <message>
        <source>Aminoglycosides</source>
        <translation>氨基糖苷类</translation>
    </message>
    <message>
        <source>Quinolones</source>
        <translation>喹诺酮类</translation>
    </message>
    <message>
        <source>NSAIDs and salicylates</source>
        <translation>非甾体抗炎药和水杨酸类</translation>
    </message>
    <message>
        <source>Opioids</source>
        <translation>阿片类</translation>
    </message>
    <message>
        <source>Local anaesthetics of the amide type</source>
        <translation>酰胺类局部麻醉药</translation>
    </message>
    <message>
        <source>Local anaesthetics of the ester type</source>
        <translation>酯类局部麻醉药</translation>
    </message>
    <message>
        <source>ACE inhibitors</source>
        <translation>血管紧张素转换酶抑制剂</translation>
    </message>
    <message>
        <source>Aromatic anticonvulsants</source>
        <translation>芳香族抗癫痫药</translation>
    </message>
    <message>
        <source>Nitroimidazoles</source>
        <translation>硝基咪唑类</translation>
    </message>
    <message>
        <source>Iodinated contrast media</source>
        <translation>碘对比剂</translation>
    </message>
    <message>
        <source>Allergy recorded to %1 (%2): %3 cross-react with these in rare cases.</source>
        <translation>已记录对 %1（%2）过敏：%3与其偶有交叉反应。</translation>
    </message>
    <message>
        <source>Allergy recorded to %1 (%2): %3 can cross-react with these.</source>
        <translation>已记录对 %1（%2）过敏：%3可能与其发生交叉反应。</translation>
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
        <source>Allergy recorded to %1: this drug is of the same class, %2.</source>
        <translation>已记录对 %1 过敏：此药属于同一类（%2）。</translation>
    </message>
</context>
<context>
    <name>BedSign</name>
    <message>
        <source>NEWS2 does not apply or has nothing to go by.</source>
        <translation>NEWS2 不适用，或没有可用数据。</translation>
    </message>
    <message>
        <source>No observations charted yet.</source>
        <translation>尚未记录观察值。</translation>
    </message>
    <message>
        <source>NEWS2 · %1</source>
        <comment>band</comment>
        <translation>NEWS2 · %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>how old the score is: 12 min</comment>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1, incomplete</source>
        <comment>age of the score</comment>
        <translation>%1，不完整</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>bed, age</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>bed, name</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>Bundle</name>
    <message numerus="yes">
        <source>Written: %1 (%2), for %n computer(s) of this clinic. Nothing counts as arrived before the other computer says so.</source>
        <translation>
            <numerusform>已写好：%1（%2），可供本诊所 %n 台电脑打开。在另一台电脑确认之前，都不算送达。</numerusform>
        </translation>
    </message>
    <message>
        <source>another computer</source>
        <translation>另一台电脑</translation>
    </message>
    <message>
        <source>Nothing new in it: all was here already. It came from %1.</source>
        <translation>其中没有新内容：这里都已有了。它来自 %1。</translation>
    </message>
    <message>
        <source>Taken in from %1: %2 entry(ies).</source>
        <comment>computer, number of entries</comment>
        <translation>已从 %1 收入 %2 条记录。</translation>
    </message>
    <message>
        <source>It goes on from an earlier bundle that was not taken in here: take that first, then this one again.</source>
        <translation>它接续在一个尚未在此收入的较早数据包之后：请先收入那一个，再收入这一个。</translation>
    </message>
    <message>
        <source>Not all of it was in order: see below.</source>
        <translation>其中有不合规的内容：见下方。</translation>
    </message>
</context>
<context>
    <name>CameFrom</name>
    <message>
        <source>in no letter of theirs</source>
        <translation>对方没有任何信件包含它</translation>
    </message>
    <message>
        <source>consent withdrawn on %1</source>
        <translation>同意已于 %1 撤回</translation>
    </message>
    <message>
        <source>consent ended on %1</source>
        <translation>同意已于 %1 到期</translation>
    </message>
    <message>
        <source>No letter from %1 holds this entry: it counts for nothing. Ask who entered it.</source>
        <translation>%1 的任何信件都不包含此条目：它不作数。请询问录入者。</translation>
    </message>
    <message>
        <source>The consent it came under was withdrawn on %1; what was opened stays readable.</source>
        <translation>它所依据的同意已于 %1 撤回；已打开的内容仍可读取。</translation>
    </message>
    <message>
        <source>The consent it came under ended on %1; what was opened stays readable.</source>
        <translation>它所依据的同意已于 %1 到期；已打开的内容仍可读取。</translation>
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
    <name>Clinics</name>
    <message>
        <source>◐ By way of the relay</source>
        <translation>◐ 经由中继</translation>
    </message>
    <message>
        <source>○ Not met yet</source>
        <translation>○ 尚未连接过</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s), since %1</source>
        <translation>
            <numerusform>%n 封信件，自 %1 起</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody answers at its address.</source>
        <translation>其地址无人应答。</translation>
    </message>
    <message>
        <source>It shows other keys than those on its card: compare fingerprints, and take its card anew.</source>
        <translation>对方出示的密钥与其卡片上的不同：请核对指纹，并重新收取其卡片。</translation>
    </message>
    <message>
        <source>It runs another version of this program: bring both to the newer one.</source>
        <translation>它运行的是另一个版本：请把两台都升级到较新版本。</translation>
    </message>
    <message>
        <source>It stopped answering; it will be called again.</source>
        <translation>它停止了应答；会再次呼叫。</translation>
    </message>
    <message>
        <source>It sent something that is not in order. The connection was ended, and nothing of it was stored.</source>
        <translation>它发来了不合规的内容。连接已断开，没有保存其中任何内容。</translation>
    </message>
    <message>
        <source>It refused a letter: %1</source>
        <comment>the reason</comment>
        <translation>对方拒收了一封信件：%1</translation>
    </message>
    <message>
        <source>It takes a letter later, when somebody else signs in there or after an update.</source>
        <translation>对方稍后才能收取一封信件：待那里由他人登录或更新之后。</translation>
    </message>
    <message>
        <source>One of its letters was not taken in here: %1</source>
        <comment>the reason</comment>
        <translation>对方的一封信件未能在此收取：%1</translation>
    </message>
    <message>
        <source>A letter can&apos;t be sealed by who is signed in. Somebody else has to sign in here.</source>
        <translation>当前登录者无法封装一封信件。须由他人在此登录。</translation>
    </message>
    <message>
        <source>This computer&apos;s disk could not be read or written: is it full?</source>
        <translation>无法读写本机磁盘：磁盘满了吗？</translation>
    </message>
    <message>
        <source>The relay does not know this clinic: letters go another way.</source>
        <translation>中继不认识该诊所：信件须走其他途径。</translation>
    </message>
    <message>
        <source>Nobody here compared its newest keys: compare fingerprints when you can.</source>
        <translation>这里尚无人核对其最新密钥：请在方便时核对指纹。</translation>
    </message>
    <message>
        <source>Looking at what waits for other clinics.</source>
        <translation>正在查看等待送往其他诊所的内容。</translation>
    </message>
    <message>
        <source>No letter waits for another clinic: all have their receipts.</source>
        <translation>没有信件等待送往其他诊所：全部已有回执。</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) wait for a receipt. They go by themselves.</source>
        <translation>
            <numerusform>%n 封信件等待回执。它们会自动送出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) wait, and there is no line to all they are for. They go by themselves once both computers are on one network or the relay is reached; or take them there on a stick.</source>
        <translation>
            <numerusform>%n 封信件等待中，且并非与所有收件方都有连接。一旦两台电脑在同一网络或可连到中继，它们会自动送出；也可用 U 盘送去。</numerusform>
        </translation>
    </message>
    <message>
        <source>Where the region has a relay, letters reach clinics that this computer never meets. Whoever runs it gives you its address and a password.</source>
        <translation>若本地区设有中继，信件可送达本机从不直接相遇的诊所。由运营者提供地址和密码。</translation>
    </message>
    <message>
        <source>Turned off: nothing goes by way of %1.</source>
        <comment>the relay</comment>
        <translation>已关闭：没有内容经由 %1。</translation>
    </message>
    <message>
        <source>Calling %1.</source>
        <comment>the relay</comment>
        <translation>正在连接 %1。</translation>
    </message>
    <message>
        <source>● Connected to %1; letters are going and coming.</source>
        <comment>the relay</comment>
        <translation>● 已连接 %1；信件正在收发。</translation>
    </message>
    <message>
        <source>● Connected to %1; last round at %2.</source>
        <comment>the relay, a time</comment>
        <translation>● 已连接 %1；上次收发于 %2。</translation>
    </message>
    <message>
        <source>○ No line to %1; next try at %2.</source>
        <comment>the relay, a time</comment>
        <translation>○ 无法连接 %1；将于 %2 重试。</translation>
    </message>
    <message>
        <source>○ No line to %1; trying now.</source>
        <comment>the relay</comment>
        <translation>○ 无法连接 %1；正在重试。</translation>
    </message>
    <message>
        <source>It can&apos;t be reached: is this computer on the network? What is entered stays safe here and goes later.</source>
        <translation>无法连到：本机是否联网？录入的内容安全保存在此，稍后送出。</translation>
    </message>
    <message>
        <source>It does not let this clinic in: check the name and the password with whoever runs it.</source>
        <translation>它不允许本诊所进入：请与运营者核对名称和密码。</translation>
    </message>
    <message>
        <source>Who answers there can&apos;t show that it is the relay. Nothing was sent. Ask whoever runs it for the file of its certificate authority.</source>
        <translation>应答者无法证明自己就是中继。未发送任何内容。请向运营者索取其证书颁发机构的文件。</translation>
    </message>
    <message>
        <source>What is there is no relay, or of another version: ask whoever runs it.</source>
        <translation>那里不是中继，或版本不同：请询问运营者。</translation>
    </message>
    <message>
        <source>The name in the address is another clinic&apos;s: check it with whoever runs the relay.</source>
        <translation>地址中的名称属于另一诊所：请与中继运营者核对。</translation>
    </message>
    <message>
        <source>It does not know this clinic: ask whoever runs it to let it in.</source>
        <translation>它不认识本诊所：请运营者将其加入。</translation>
    </message>
    <message>
        <source>Too much lies there already, and it takes no more until the other side has fetched some.</source>
        <translation>那里积存已过多，在对方取走一些之前不再接收。</translation>
    </message>
    <message>
        <source>A letter that came was refused, and the others were taken in: %1</source>
        <comment>the reason</comment>
        <translation>有一封来信被拒收，其余已收取：%1</translation>
    </message>
    <message>
        <source>This is an older copy of the record: see Computers.</source>
        <translation>这是病历的较旧副本：请见“电脑”面板。</translation>
    </message>
    <message>
        <source>Something went wrong: %1</source>
        <translation>出了问题：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) there can&apos;t be taken in yet: the sender is not known here, or somebody else has to sign in.</source>
        <translation>
            <numerusform>那里有 %n 封信件暂时无法收取：这里不认识寄件方，或须由他人登录。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: fingerprint %2, compared by a person; known since %3.</source>
        <translation>%1：指纹 %2，已由人核对；自 %3 起认识。</translation>
    </message>
    <message>
        <source>%1: fingerprint %2, not compared by a person yet; known since %3.</source>
        <translation>%1：指纹 %2，尚未由人核对；自 %3 起认识。</translation>
    </message>
</context>
<context>
    <name>Computers</name>
    <message>
        <source>A computer without a name</source>
        <translation>没有名称的电脑</translation>
    </message>
    <message>
        <source>Unknown computer</source>
        <translation>未知电脑</translation>
    </message>
    <message>
        <source>%1 (this computer)</source>
        <translation>%1（本机）</translation>
    </message>
    <message>
        <source>★ %1 (main computer)</source>
        <translation>★ %1（主电脑）</translation>
    </message>
    <message>
        <source>Removed %1</source>
        <translation>已于 %1 移除</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who removed it, the reason</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>A bundle</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>%1, save %2</source>
        <comment>computer, number of the save</comment>
        <translation>%1，第 %2 次保存</translation>
    </message>
    <message>
        <source>Keeper: %1</source>
        <comment>a computer that keeps what it can&apos;t read</comment>
        <translation>保管机：%1</translation>
    </message>
</context>
<context>
    <name>CsvWords</name>
    <message>
        <source>Not taken</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Patient&apos;s number</source>
        <translation>患者编号</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时刻</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Blood pressure, as 120/80</source>
        <translation>血压，如 120/80</translation>
    </message>
    <message>
        <source>Year first: 2026-11-20</source>
        <translation>年在前：2026-11-20</translation>
    </message>
    <message>
        <source>Day first: 20/11/2026</source>
        <translation>日在前：20/11/2026</translation>
    </message>
    <message>
        <source>Month first: 11/20/2026</source>
        <translation>月在前：11/20/2026</translation>
    </message>
    <message>
        <source>Say which column holds the patient&apos;s number.</source>
        <translation>请指明哪一列是患者编号。</translation>
    </message>
    <message>
        <source>Say which column holds the time.</source>
        <translation>请指明哪一列是时间。</translation>
    </message>
    <message>
        <source>Say which column holds a vital sign.</source>
        <translation>请指明哪一列是生命体征。</translation>
    </message>
    <message>
        <source>Say the unit of “%1”.</source>
        <translation>请指明“%1”的单位。</translation>
    </message>
    <message>
        <source>Say whether dates begin with the day or the month.</source>
        <translation>请指明日期以日还是以月开头。</translation>
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
    <message>
        <source>Add document</source>
        <translation>添加文档</translation>
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
    <message>
        <source>Nurses will not see this visit, nor the patient&apos;s bed on their ward round.</source>
        <translation>护士将看不到此次就诊，查房时也看不到该患者的床位。</translation>
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
    <name>Headset</name>
    <message>
        <source>Nobody is in the headset.</source>
        <translation>目前无人佩戴头显。</translation>
    </message>
    <message>
        <source>No OpenXR runtime answers: the headset&apos;s own program is not installed, not chosen or not running.</source>
        <translation>没有 OpenXR 运行时应答：头显自带的程序未安装、未选用或未运行。</translation>
    </message>
    <message>
        <source>Install the headset&apos;s program (SteamVR, Monado, WiVRn …), make it the active OpenXR runtime and start it. It is looked for every second and begins by itself.</source>
        <translation>请安装头显程序（SteamVR、Monado、WiVRn 等），将其设为当前 OpenXR 运行时并启动。系统每秒查找一次，找到后自动开始。</translation>
    </message>
    <message>
        <source>The headset&apos;s program is running, and no headset is connected.</source>
        <translation>头显程序正在运行，但没有连接头显。</translation>
    </message>
    <message>
        <source>Plug the headset in, switch it on and put it on. It begins by itself.</source>
        <translation>请接上头显、打开电源并戴上，将自动开始。</translation>
    </message>
    <message>
        <source>The headset is starting.</source>
        <translation>头显正在启动。</translation>
    </message>
    <message>
        <source>The headset is ready and shows nothing at the moment.</source>
        <translation>头显已就绪，目前没有显示画面。</translation>
    </message>
    <message>
        <source>Put it on. If it is on your head, close what else it shows.</source>
        <translation>请戴上头显；若已戴上，请关闭其中显示的其他内容。</translation>
    </message>
    <message>
        <source>The headset shows the examination, and another program has your hands.</source>
        <translation>头显正在显示检查，但手部操作由另一个程序占用。</translation>
    </message>
    <message>
        <source>Close the headset&apos;s own menu to have your hands back.</source>
        <translation>关闭头显自带的菜单即可恢复手部操作。</translation>
    </message>
    <message>
        <source>You are in the headset.</source>
        <translation>您正在头显中。</translation>
    </message>
    <message>
        <source>The headset&apos;s program has ended. Nothing at the desk was lost.</source>
        <translation>头显程序已结束。桌面上没有丢失任何内容。</translation>
    </message>
    <message>
        <source>Start it again. It is looked for every second and goes on by itself.</source>
        <translation>请重新启动该程序。系统每秒查找一次，找到后自动继续。</translation>
    </message>
    <message>
        <source>The graphics card was reset or can&apos;t drive this headset. Nothing at the desk was lost.</source>
        <translation>显卡已重置，或无法驱动此头显。桌面上没有丢失任何内容。</translation>
    </message>
    <message>
        <source>It is tried again by itself. If it stays so, plug the headset into the other graphics card or update its driver.</source>
        <translation>系统会自动重试。若仍不行，请将头显接到另一块显卡，或更新显卡驱动。</translation>
    </message>
    <message>
        <source>The headset&apos;s program does not answer. The desk is not affected.</source>
        <translation>头显程序没有应答。桌面不受影响。</translation>
    </message>
    <message>
        <source>End that program and start it again; this goes on by itself.</source>
        <translation>请结束该程序并重新启动；之后会自动继续。</translation>
    </message>
    <message>
        <source>The headset could not be used.</source>
        <translation>无法使用头显。</translation>
    </message>
    <message>
        <source>Do what the line below says, then enter again.</source>
        <translation>请按下面一行的提示处理，然后再次进入。</translation>
    </message>
    <message>
        <source>Consulting room</source>
        <translation>诊室</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>病房</translation>
    </message>
    <message>
        <source>Operating room</source>
        <translation>手术室</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切割</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Window</source>
        <comment>of grey values</comment>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>前面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后面</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>side of the patient</comment>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right</source>
        <comment>side of the patient</comment>
        <translation>右侧</translation>
    </message>
    <message>
        <source>From the head</source>
        <translation>从头侧</translation>
    </message>
    <message>
        <source>From the feet</source>
        <translation>从足侧</translation>
    </message>
    <message>
        <source>Volume and planes</source>
        <translation>容积与平面</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>容积</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>及时</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>reading the hands</source>
        <translation>读取手部动作</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>headset&apos;s program or a busy computer</source>
        <translation>头显程序或电脑繁忙</translation>
    </message>
    <message>
        <source>another program in front</source>
        <translation>另一个程序在前台</translation>
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
        <source>Add procedure</source>
        <translation>添加操作</translation>
    </message>
    <message>
        <source>Add immunisation</source>
        <translation>添加接种</translation>
    </message>
</context>
<context>
    <name>ImagePlanes</name>
    <message>
        <source>Axial</source>
        <translation>轴位</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>冠状位</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状位</translation>
    </message>
    <message>
        <source>Oblique</source>
        <translation>斜位</translation>
    </message>
    <message>
        <source>As acquired</source>
        <translation>原始方位</translation>
    </message>
</context>
<context>
    <name>ImageWords</name>
    <message>
        <source>Soft tissue</source>
        <translation>软组织</translation>
    </message>
    <message>
        <source>Mediastinum</source>
        <translation>纵隔</translation>
    </message>
    <message>
        <source>Lung</source>
        <translation>肺</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>骨</translation>
    </message>
    <message>
        <source>Liver</source>
        <translation>肝</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>脑</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>卒中</translation>
    </message>
    <message>
        <source>Subdural</source>
        <translation>硬膜下</translation>
    </message>
    <message>
        <source>Temporal bone</source>
        <translation>颞骨</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>皮肤</translation>
    </message>
    <message>
        <source>Vessels</source>
        <translation>血管</translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>See-through</source>
        <translation>半透明</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰阶</translation>
    </message>
    <message>
        <source>Grey, inverted</source>
        <translation>灰阶，反相</translation>
    </message>
    <message>
        <source>Hot metal</source>
        <translation>热金属</translation>
    </message>
    <message>
        <source>Rainbow</source>
        <translation>彩虹</translation>
    </message>
    <message>
        <source>Cool</source>
        <translation>冷色</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>单层</translation>
    </message>
    <message>
        <source>Maximum (MIP)</source>
        <translation>最大密度投影（MIP）</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均密度投影</translation>
    </message>
    <message>
        <source>Minimum (MinIP)</source>
        <translation>最小密度投影（MinIP）</translation>
    </message>
    <message>
        <source>%1, %2 mm</source>
        <extracomment>the kind of projection, the thickness</extracomment>
        <translation>%1，%2 mm</translation>
    </message>
    <message>
        <source>The images do not say where in the patient they lie.</source>
        <translation>图像未说明其在患者体内的位置。</translation>
    </message>
    <message>
        <source>The series also holds images of another size.</source>
        <translation>此序列还含有其他尺寸的图像。</translation>
    </message>
    <message>
        <source>The series also holds images at another angle.</source>
        <translation>此序列还含有其他角度的图像。</translation>
    </message>
    <message>
        <source>The series also holds images of another scale.</source>
        <translation>此序列还含有其他比例的图像。</translation>
    </message>
    <message>
        <source>The series holds several acquisitions.</source>
        <translation>此序列含有多次采集。</translation>
    </message>
    <message>
        <source>Several images lie at the same place.</source>
        <translation>有多幅图像位于同一位置。</translation>
    </message>
    <message>
        <source>Images are missing in between.</source>
        <translation>中间缺少图像。</translation>
    </message>
    <message>
        <source>The images are not evenly spaced.</source>
        <translation>图像间距不均匀。</translation>
    </message>
    <message>
        <source>The scanner was tilted: planes are drawn as the patient lay.</source>
        <translation>扫描机架有倾斜：各平面按患者实际体位绘制。</translation>
    </message>
    <message>
        <source>The images are shifted against each other.</source>
        <translation>图像相互错位。</translation>
    </message>
    <message>
        <source>There is only one image.</source>
        <translation>只有一幅图像。</translation>
    </message>
    <message>
        <source>no author named</source>
        <translation>未注明作者</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>author, day</comment>
        <extracomment>the author of a report, its day</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Value at a point</source>
        <translation>某点的值</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>关键影像</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Perhaps compressed with loss</source>
        <translation>可能经过有损压缩</translation>
    </message>
    <message>
        <source>Compressed with loss %1:1, %2</source>
        <translation>有损压缩 %1:1，%2</translation>
    </message>
    <message>
        <source>Compressed with loss %1:1</source>
        <translation>有损压缩 %1:1</translation>
    </message>
    <message>
        <source>Compressed with loss, %1</source>
        <translation>有损压缩，%1</translation>
    </message>
    <message>
        <source>Compressed with loss</source>
        <translation>有损压缩</translation>
    </message>
    <message>
        <source>The segmentation</source>
        <translation>该分割</translation>
    </message>
    <message>
        <source>%1: drawn where at least half of a voxel is filled. It gives no edge, so it can&apos;t be edited.</source>
        <translation>%1：按体素至少填充一半处绘出。它没有边界，因此不能编辑。</translation>
    </message>
    <message>
        <source>%1: drawn where the probability is at least one half. It gives no edge, so it can&apos;t be edited.</source>
        <translation>%1：按概率至少为一半处绘出。它没有边界，因此不能编辑。</translation>
    </message>
</context>
<context>
    <name>JoinScreen</name>
    <message>
        <source>Join a clinic that is on another computer</source>
        <translation>加入已在另一台电脑上的诊所</translation>
    </message>
</context>
<context>
    <name>MatchDialog</name>
    <message>
        <source>The message goes on waiting.</source>
        <translation>此消息继续等待处理。</translation>
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
    <message>
        <source>Nurses will not see this drug, so they can&apos;t give it or check others against it.</source>
        <translation>护士将看不到此药，因此无法给药，也无法据此核对其他药物。</translation>
    </message>
</context>
<context>
    <name>MessageWords</name>
    <message>
        <source>A visit</source>
        <translation>一次就诊</translation>
    </message>
    <message>
        <source>A visit: %1</source>
        <translation>一次就诊：%1</translation>
    </message>
    <message>
        <source>Allergy: %1</source>
        <translation>过敏：%1</translation>
    </message>
    <message>
        <source>Problem: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>Document: %1</source>
        <translation>文档：%1</translation>
    </message>
    <message>
        <source>Takes something back that was sent before</source>
        <translation>撤回此前发送的内容</translation>
    </message>
    <message>
        <source>Another entry</source>
        <translation>其他条目</translation>
    </message>
    <message>
        <source>Another name: %1 here, %2 in the message.</source>
        <translation>姓名不同：此处为 %1，消息中为 %2。</translation>
    </message>
    <message>
        <source>Another birth date: %1 here, %2 in the message.</source>
        <translation>出生日期不同：此处为 %1，消息中为 %2。</translation>
    </message>
    <message>
        <source>Another sex: %1 here, %2 in the message.</source>
        <translation>性别不同：此处为 %1，消息中为 %2。</translation>
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
    <message>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Bring in images</source>
        <translation>导入影像</translation>
    </message>
    <message>
        <source>Picture archive</source>
        <translation>影像归档</translation>
    </message>
    <message>
        <source>Import records</source>
        <translation>导入病历</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>导出病历</translation>
    </message>
    <message>
        <source>Monitors and laboratories</source>
        <translation>监护仪与检验科</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>头显</translation>
    </message>
    <message>
        <source>Give images out</source>
        <translation>交出影像</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Other clinics</source>
        <translation>其他诊所</translation>
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
    <message>
        <source>Images</source>
        <translation>影像</translation>
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
    <message>
        <source>Read by</source>
        <translation>可阅读者</translation>
    </message>
    <message>
        <source>Physicians only (sensitive)</source>
        <translation>仅限医师（敏感）</translation>
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
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未进行</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Finding on an image</source>
        <translation>影像所见</translation>
    </message>
    <message>
        <source>was sent there from here</source>
        <translation>由此处送去</translation>
    </message>
</context>
<context>
    <name>SharingSheet</name>
    <message>
        <source>Consent to share a health record</source>
        <translation>健康记录共享同意书</translation>
    </message>
    <message>
        <source>Patient: %1</source>
        <translation>患者：%1</translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation>诊所：%1</translation>
    </message>
    <message>
        <source>Recorded %1 by %2</source>
        <translation>由 %2 于 %1 记录</translation>
    </message>
    <message>
        <source>Patient, or who speaks for them</source>
        <translation>患者或其代理人</translation>
    </message>
    <message>
        <source>For the clinic</source>
        <translation>诊所代表</translation>
    </message>
    <message>
        <source>Contract %1</source>
        <translation>协议 %1</translation>
    </message>
    <message>
        <source>Fingerprint %1</source>
        <translation>指纹 %1</translation>
    </message>
</context>
<context>
    <name>SharingWords</name>
    <message>
        <source>personal details</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>vital signs</source>
        <translation>生命体征</translation>
    </message>
    <message>
        <source>clinical record</source>
        <translation>临床记录</translation>
    </message>
    <message>
        <source>images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>sensitive entries</source>
        <translation>敏感记录</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the parts of a list</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>诊疗</translation>
    </message>
    <message>
        <source>At the patient&apos;s request</source>
        <translation>应患者要求</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Public health</source>
        <translation>公共卫生</translation>
    </message>
    <message>
        <source>Until withdrawn</source>
        <translation>直至撤回</translation>
    </message>
    <message>
        <source>In force, narrowed %1</source>
        <translation>有效，已于 %1 缩小范围</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Withdrawn %1</source>
        <translation>已于 %1 撤回</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>On its way since %1</source>
        <translation>自 %1 起在途中</translation>
    </message>
    <message>
        <source>Nothing sent</source>
        <translation>未发送任何内容</translation>
    </message>
    <message>
        <source>%1 may see: %2.</source>
        <translation>%1 可以查看：%2。</translation>
    </message>
    <message>
        <source>This holds until it is withdrawn.</source>
        <translation>在撤回之前一直有效。</translation>
    </message>
    <message>
        <source>This holds until the end of %1.</source>
        <translation>有效期至 %1 当日结束。</translation>
    </message>
    <message>
        <source>The rest stays here, in an emergency too.</source>
        <translation>其余内容留在本诊所，紧急情况下也不外传。</translation>
    </message>
    <message>
        <source>It can be narrowed or withdrawn at any time. What was opened there until then stays readable there.</source>
        <translation>可随时缩小范围或撤回。在此之前对方已打开的内容，对方仍可读取。</translation>
    </message>
    <message>
        <source>%1 at %2 opened in an emergency what was held back: “%3” (told here %4)</source>
        <translation>%2 的 %1 在紧急情况下打开了保留的内容：“%3”（%4 通知本诊所）</translation>
    </message>
    <message>
        <source>%1 opened here in an emergency what another clinic held back: “%2” (%3)</source>
        <translation>%1 在紧急情况下于此打开了另一诊所保留的内容：“%2”（%3）</translation>
    </message>
    <message>
        <source>From %1 on %2</source>
        <translation>%2 来自 %1</translation>
    </message>
    <message>
        <source>new entries: %1</source>
        <translation>新记录：%1</translation>
    </message>
    <message>
        <source>waiting for their images: %1</source>
        <translation>等待影像：%1</translation>
    </message>
    <message>
        <source>They know it: receipt of %1</source>
        <translation>对方已知：回执于 %1</translation>
    </message>
    <message>
        <source>To be told since %1</source>
        <translation>自 %1 起待告知</translation>
    </message>
    <message>
        <source>Arrived: receipt of %1</source>
        <translation>已送达：回执于 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n without a title</source>
        <translation>
            <numerusform>%n 个无标题</numerusform>
        </translation>
    </message>
    <message>
        <source>Too large for a letter, and not sent: %1. Export these to a stick, and hand it over in person.</source>
        <translation>超出一封信件的容量，未发送：%1。请将其导出到 U 盘并当面交付。</translation>
    </message>
    <message>
        <source>withdrawn on %1; what was opened stays readable</source>
        <translation>已于 %1 撤回；已打开的内容仍可读取</translation>
    </message>
    <message>
        <source>withdrawn on %1 (“%2”); what was opened stays readable</source>
        <translation>已于 %1 撤回（“%2”）；已打开的内容仍可读取</translation>
    </message>
    <message>
        <source>ended after %1; what was opened stays readable</source>
        <translation>%1 之后已结束；已打开的内容仍可读取</translation>
    </message>
    <message>
        <source>since %1 only: %2</source>
        <translation>自 %1 起仅限：%2</translation>
    </message>
    <message>
        <source>In an emergency they may open the rest, sensitive entries included, but no images and no documents. They must say why, it stays on record, and this clinic is told.</source>
        <translation>紧急情况下对方可打开其余内容，包括敏感条目，但不含影像和文档。对方必须说明理由，该理由将留存在案，并告知本诊所。</translation>
    </message>
    <message>
        <source>a part sealed for emergencies, without images</source>
        <translation>一个供紧急情况使用的密封部分，不含影像</translation>
    </message>
</context>
<context>
    <name>SignText</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
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
    <name>StudyWords</name>
    <message>
        <source>No name</source>
        <translation>无姓名</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>无患者编号</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>患者编号 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 幅图像</numerusform>
        </translation>
    </message>
    <message>
        <source>The images say the name is %1, the record says %2.</source>
        <translation>图像中的姓名为 %1，病历中为 %2。</translation>
    </message>
    <message>
        <source>The images say born %1, the record says %2.</source>
        <translation>图像中的出生日期为 %1，病历中为 %2。</translation>
    </message>
    <message>
        <source>The images say the sex is %1, the record says %2.</source>
        <translation>图像中的性别为 %1，病历中为 %2。</translation>
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
    <message numerus="yes">
        <source>%n sensitive entry(ies) in this record: give the page only to who may read them.</source>
        <translation>
            <numerusform>此病历有 %n 条敏感内容：只可将本页交给有权阅读的人。</numerusform>
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
    <name>Sync</name>
    <message>
        <source>This is an older copy of the record: others have entries that were made here and are missing. Nothing can be saved until that is settled.</source>
        <translation>这是较旧的记录副本：其他电脑上有在本机录入、而本机已缺失的记录。在解决之前无法保存任何内容。</translation>
    </message>
    <message>
        <source>This computer was removed from the clinic. What is entered here now reaches nobody.</source>
        <translation>本机已从诊所移除。现在在此录入的内容不会传到任何人那里。</translation>
    </message>
    <message>
        <source>The record has not all arrived on this computer yet.</source>
        <translation>记录尚未全部到达本机。</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) only on this computer, since %1.</source>
        <translation>
            <numerusform>自 %1 起有 %n 条记录只在本机上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at who has what.</source>
        <translation>正在查看各电脑拥有哪些记录。</translation>
    </message>
    <message>
        <source>This is the clinic&apos;s only computer: everything is on it alone.</source>
        <translation>这是诊所唯一的电脑：所有内容都只在本机上。</translation>
    </message>
    <message numerus="yes">
        <source>Everything entered here is on another computer too; %n computer(s) still lack something.</source>
        <translation>
            <numerusform>在此录入的内容在另一台电脑上也都有；还有 %n 台电脑缺少部分内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything entered here is also on %n other computer(s).</source>
        <translation>
            <numerusform>在此录入的内容在另外 %n 台电脑上也都有。</numerusform>
        </translation>
    </message>
    <message>
        <source>Older copy of the record: look here</source>
        <translation>记录是较旧的副本：请看这里</translation>
    </message>
    <message>
        <source>Removed from the clinic</source>
        <translation>已从诊所移除</translation>
    </message>
    <message numerus="yes">
        <source>○ %n entry(ies) only here</source>
        <translation>
            <numerusform>○ %n 条记录只在本机</numerusform>
        </translation>
    </message>
    <message>
        <source>◐ Not keeping in step: switched off</source>
        <translation>◐ 未保持同步：已关闭</translation>
    </message>
    <message numerus="yes">
        <source>◐ In step with %n computer(s), %1</source>
        <translation>
            <numerusform>◐ 与 %n 台电脑同步，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>◐ All is on another computer too</source>
        <translation>◐ 另一台电脑上也都有</translation>
    </message>
    <message>
        <source>Starting to listen for the other computers.</source>
        <translation>正在开始等待其他电脑。</translation>
    </message>
    <message>
        <source>Switched off: entries reach other computers only by bundle.</source>
        <translation>已关闭：记录只能通过数据包传到其他电脑。</translation>
    </message>
    <message>
        <source>No other computer can be reached just now. Entries go to them by themselves once one is there.</source>
        <translation>目前连不上其他电脑。一旦有电脑可达，记录会自动传过去。</translation>
    </message>
    <message>
        <source>Entries are on their way.</source>
        <translation>记录正在传输。</translation>
    </message>
    <message numerus="yes">
        <source>In step with %n connected computer(s), %1.</source>
        <translation>
            <numerusform>与 %n 台已连接的电脑同步，%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>○ Not met yet</source>
        <translation>○ 尚未连接过</translation>
    </message>
    <message>
        <source>○ Calling it</source>
        <translation>○ 正在呼叫</translation>
    </message>
    <message>
        <source>● Connected since %1</source>
        <translation>● 自 %1 起已连接</translation>
    </message>
    <message>
        <source>○ Away</source>
        <translation>○ 不在线</translation>
    </message>
    <message>
        <source>○ Away for %1</source>
        <comment>how long: 3 h</comment>
        <translation>○ 已离线 %1</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies), since %1</source>
        <translation>
            <numerusform>%n 条记录，自 %1 起</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message numerus="yes">
        <source>%n save(s)</source>
        <comment>times that somebody saved something</comment>
        <translation>
            <numerusform>%n 次保存</numerusform>
        </translation>
    </message>
    <message>
        <source>It can&apos;t be reached: is it on, and on the same network?</source>
        <translation>连不上它：它开机了吗？在同一网络中吗？</translation>
    </message>
    <message>
        <source>Who answers at its address is not of this clinic. Nothing was told to it.</source>
        <translation>在其地址应答的不是本诊所的电脑。没有向对方透露任何信息。</translation>
    </message>
    <message>
        <source>It has not heard of this computer yet, or this one of it. It will, from another.</source>
        <translation>它还不知道本机，或本机还不知道它。会从其他电脑得知。</translation>
    </message>
    <message>
        <source>It was removed from the clinic, and is given nothing.</source>
        <translation>它已从诊所移除，不会得到任何内容。</translation>
    </message>
    <message>
        <source>It says that this computer was removed from the clinic.</source>
        <translation>它说本机已从诊所移除。</translation>
    </message>
    <message>
        <source>It runs another version of this program: bring both to the newer one.</source>
        <translation>它运行的是另一个版本：请把两台都升级到较新版本。</translation>
    </message>
    <message>
        <source>It stopped answering; it will be called again.</source>
        <translation>它停止了应答；会再次呼叫。</translation>
    </message>
    <message>
        <source>It sent something that is not in order. The connection was ended, and nothing of it was stored.</source>
        <translation>它发来了不合规的内容。连接已断开，没有保存其中任何内容。</translation>
    </message>
    <message>
        <source>It sent an entry that is not in order, and that was refused: see below.</source>
        <translation>它发来了一条不合规的记录，已被拒绝：见下方。</translation>
    </message>
    <message>
        <source>This computer&apos;s disk could not be read or written: is it full?</source>
        <translation>无法读写本机磁盘：磁盘满了吗？</translation>
    </message>
    <message>
        <source>Something went wrong: %1</source>
        <translation>出了问题：%1</translation>
    </message>
    <message>
        <source>Refused: what came is no entry at all</source>
        <translation>已拒绝：收到的根本不是记录</translation>
    </message>
    <message>
        <source>Refused: it is of another clinic</source>
        <translation>已拒绝：它属于另一诊所</translation>
    </message>
    <message>
        <source>Refused: its signature is forged or damaged</source>
        <translation>已拒绝：其签名系伪造或已损坏</translation>
    </message>
    <message>
        <source>Refused: it is not what was signed</source>
        <translation>已拒绝：内容与签名不符</translation>
    </message>
    <message>
        <source>Refused: its author may not write such a thing</source>
        <translation>已拒绝：作者无权写入此类内容</translation>
    </message>
    <message>
        <source>Refused: its time runs backwards</source>
        <translation>已拒绝：其时间倒退</translation>
    </message>
    <message>
        <source>Held back: that computer&apos;s clock is more than a day ahead. Set it right</source>
        <translation>已暂缓：那台电脑的时钟快了一天以上。请校正时钟</translation>
    </message>
    <message>
        <source>Refused: that computer wrote too many versions of the same</source>
        <translation>已拒绝：那台电脑对同一内容写了过多版本</translation>
    </message>
    <message>
        <source>Refused: too much came from who was removed</source>
        <translation>已拒绝：来自已移除者的内容过多</translation>
    </message>
    <message>
        <source>Set aside: its author had been removed by then</source>
        <translation>已搁置：作者当时已被移除</translation>
    </message>
    <message>
        <source>Set aside: that computer had been removed by then</source>
        <translation>已搁置：那台电脑当时已被移除</translation>
    </message>
    <message>
        <source>Two versions under one number: was that computer&apos;s folder copied, or an old backup put back? Both are kept</source>
        <translation>同一编号下有两个版本：是否复制了那台电脑的文件夹，或放回了旧备份？两个版本都已保留</translation>
    </message>
    <message>
        <source>Others hold entries of this computer that are missing here: an older copy of its folder was put back</source>
        <translation>其他电脑上有本机写过而此处缺失的记录：放回了较旧的文件夹副本</translation>
    </message>
    <message>
        <source>That computer has fewer of its own entries than it signed for before: was an old backup put back there?</source>
        <translation>那台电脑自己的记录比它以前签署的少：那里是否放回了旧备份？</translation>
    </message>
    <message>
        <source>That computer signed for another entry than the one that is here under its number: one of the two was altered</source>
        <translation>那台电脑签署的记录与此处同一编号的记录不同：其中之一被改动过</translation>
    </message>
</context>
<context>
    <name>TakeBack</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <translation>未进行</translation>
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
    <message>
        <source>Sensitive: only physicians can read it.</source>
        <translation>敏感：仅医师可阅读。</translation>
    </message>
    <message>
        <source>%1 at %2; taken in %3 by %4</source>
        <comment>person, clinic, time, person</comment>
        <translation>%2 的 %1；%3 由 %4 收入</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存状态</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>who and when, a sentence</comment>
        <translation>%1。%2</translation>
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
    <name>WhereSaved</name>
    <message>
        <source>○ Saved on this computer</source>
        <translation>○ 已保存在本机</translation>
    </message>
    <message>
        <source>○ Saved on this computer only, so far</source>
        <translation>○ 目前仅保存在本机</translation>
    </message>
    <message numerus="yes">
        <source>◐ Saved here and on %n other computer(s)</source>
        <translation>
            <numerusform>◐ 已保存在本机和另外 %n 台电脑</numerusform>
        </translation>
    </message>
    <message>
        <source>● Arrived at %1</source>
        <comment>the computer where the record is meant to arrive</comment>
        <translation>● 已到达 %1</translation>
    </message>
</context>
<context>
    <name>twinward::headset::BoardPage</name>
    <message>
        <source>%1, %2</source>
        <comment>name, age</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No patient is open.</source>
        <translation>没有打开的患者。</translation>
    </message>
</context>
<context>
    <name>twinward::headset::BoardScene</name>
    <message>
        <source>This needs the desk. Take the headset off and do it there.</source>
        <translation>这需要在桌面上操作。请摘下头显，在桌面上完成。</translation>
    </message>
</context>
<context>
    <name>twinward::headset::DeskSide</name>
    <message>
        <source>Clip</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>翻页</translation>
    </message>
</context>
<context>
    <name>twinward::headset::FrameChart</name>
    <message>
        <source>10 s ago</source>
        <translation>10 秒前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>twinward::headset::HeadsetPanel</name>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Tool hand</source>
        <translation>持工具的手</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>The real room</source>
        <translation>真实的房间</translation>
    </message>
    <message>
        <source>Leave the headset   H</source>
        <translation>离开头显   H</translation>
    </message>
    <message>
        <source>Enter the headset   H</source>
        <translation>进入头显   H</translation>
    </message>
    <message>
        <source>Leave the headset</source>
        <translation>离开头显</translation>
    </message>
    <message>
        <source>Enter the headset</source>
        <translation>进入头显</translation>
    </message>
    <message>
        <source>What you see in the headset is shown here.</source>
        <translation>您在头显中看到的画面显示在这里。</translation>
    </message>
    <message>
        <source>No images are open: choose a series in the Images panel to have it in the room.</source>
        <translation>没有打开影像：请在“影像”面板中选择一个序列，使其出现在房间里。</translation>
    </message>
    <message>
        <source>The images are being read; they appear in the room when all slices are there.</source>
        <translation>正在读取影像；所有层面就绪后会出现在房间里。</translation>
    </message>
    <message>
        <source>The open series is no volume and is not shown in the room. It stays in the Images panel.</source>
        <translation>打开的序列不构成容积，不在房间里显示，仍在“影像”面板中。</translation>
    </message>
    <message>
        <source>Not all of the open series could be read, and half of it is not shown in the room.</source>
        <translation>打开的序列未能全部读取；不完整的容积不在房间里显示。</translation>
    </message>
    <message>
        <source>The volume that is open in the Images panel is in the room.</source>
        <translation>“影像”面板中打开的容积已在房间里。</translation>
    </message>
    <message>
        <source>The figure on the couch: %1 cm, %2 kg, as last measured. No likeness.</source>
        <translation>诊床上的人形：%1 厘米，%2 千克，按最近一次测量。并非患者样貌。</translation>
    </message>
    <message>
        <source>Nobody lies on the couch: height and weight are not in the record.</source>
        <translation>诊床上无人：病历中没有身高和体重。</translation>
    </message>
    <message numerus="yes">
        <source>%n sign(s) over the beds.</source>
        <translation>
            <numerusform>床上方有 %n 个标牌。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) lie in beds that this room does not have.</source>
        <translation>
            <numerusform>有 %n 位患者的床位不在这个房间里。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has a bed</source>
        <translation>无人有床位</translation>
    </message>
    <message>
        <source>Frame times are shown while the headset runs.</source>
        <translation>头显运行时显示每帧用时。</translation>
    </message>
    <message>
        <source>Half of the frames took %1 ms or less, 95 % %2 ms, 99 % %3 ms; the display allows %4 ms.</source>
        <translation>半数帧用时不超过 %1 毫秒，95% 不超过 %2 毫秒，99% 不超过 %3 毫秒；显示器允许 %4 毫秒。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>why a picture was late: how many frames</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No picture was missed in the last 10 seconds.</source>
        <translation>最近 10 秒没有漏帧。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) missed in the last 10 seconds. Late frames by cause: %1.</source>
        <translation>
            <numerusform>最近 10 秒漏了 %n 帧。按原因分：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Signs over the beds</source>
        <translation>床上方的标牌</translation>
    </message>
    <message>
        <source>What the wearer sees</source>
        <translation>佩戴者所见</translation>
    </message>
    <message>
        <source>Frame times of the last 10 seconds</source>
        <translation>最近 10 秒每帧用时</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>站着</translation>
    </message>
    <message>
        <source>Sitting</source>
        <translation>坐着</translation>
    </message>
</context>
<context>
    <name>twinward::headset::ToolBoard</name>
    <message>
        <source>In your hand</source>
        <translation>手中</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Turn the images</source>
        <translation>转动影像</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>恢复原状</translation>
    </message>
    <message>
        <source>Boards to me</source>
        <translation>面板到我身边</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>The real room</source>
        <translation>真实的房间</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ArchivePanel</name>
    <message>
        <source>Asking the archive whether it is there</source>
        <translation>正在询问影像归档系统是否在线</translation>
    </message>
    <message>
        <source>The archive answers.</source>
        <translation>影像归档系统已应答。</translation>
    </message>
    <message>
        <source>Searching the archive</source>
        <translation>正在搜索影像归档系统</translation>
    </message>
    <message>
        <source>The archive holds nothing like that.</source>
        <translation>影像归档系统中没有符合条件的内容。</translation>
    </message>
    <message>
        <source>Bringing the study here</source>
        <translation>正在取回此检查</translation>
    </message>
    <message>
        <source>They wait under “Bring in images” for you to say whose they are.</source>
        <translation>它们在“导入影像”中等待您指明属于谁。</translation>
    </message>
    <message>
        <source>Open a patient to send their images.</source>
        <translation>打开患者以发送其影像。</translation>
    </message>
    <message>
        <source>This patient has no images.</source>
        <translation>此患者没有影像。</translation>
    </message>
    <message>
        <source>Sending the study</source>
        <translation>正在发送此检查</translation>
    </message>
    <message>
        <source>The archive has them.</source>
        <translation>影像归档系统已收到。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>count of images, what became of them</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 came through, not all: %2</source>
        <translation>传输了 %1，未能全部完成：%2</translation>
    </message>
    <message>
        <source>Picture archive</source>
        <translation>影像归档</translation>
    </message>
    <message>
        <source>Search the picture archive</source>
        <translation>搜索影像归档系统</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Take from scanners</source>
        <translation>接收设备影像</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the patient</source>
        <translation>患者姓名</translation>
    </message>
    <message>
        <source>Patient number</source>
        <translation>患者编号</translation>
    </message>
    <message>
        <source>Kind of images</source>
        <translation>影像类型</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>When they were taken</source>
        <translation>检查时间</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Since yesterday</source>
        <translation>昨天以来</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>最近一个月</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>最近一年</translation>
    </message>
    <message>
        <source>Search for a patient, or for everything of today.</source>
        <translation>请搜索某位患者，或今天的全部检查。</translation>
    </message>
    <message>
        <source>Say first where the archive is, under “Connection”.</source>
        <translation>请先在“连接”中指明影像归档系统的位置。</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>检查时间</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Patient there</source>
        <translation>归档中的患者</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Studies in the archive</source>
        <translation>影像归档系统中的检查</translation>
    </message>
    <message>
        <source>Bring here</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Studies of this patient</source>
        <translation>此患者的检查</translation>
    </message>
    <message>
        <source>Send to the archive</source>
        <translation>发送到影像归档系统</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>测试连接</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ArrivalsPanel</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking through the files</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>Nothing was filed.</source>
        <translation>没有归入任何内容。</translation>
    </message>
    <message>
        <source>Filing the images, in bytes</source>
        <translation>正在归入图像（字节）</translation>
    </message>
    <message>
        <source>Nothing of it was filed.</source>
        <translation>其中没有归入任何内容。</translation>
    </message>
    <message>
        <source>Filed under %1</source>
        <translation>已归入 %1</translation>
    </message>
    <message numerus="yes">
        <source>Filed under %1; %n was/were there already</source>
        <translation>
            <numerusform>已归入 %1；其中 %n 幅原已存在</numerusform>
        </translation>
    </message>
    <message>
        <source>Don&apos;t file these images</source>
        <translation>不归入这些图像</translation>
    </message>
    <message>
        <source>Why are they not to be filed?</source>
        <translation>为何不归入？</translation>
    </message>
    <message>
        <source>Don&apos;t file them</source>
        <translation>不归入</translation>
    </message>
    <message>
        <source>They go on waiting.</source>
        <translation>它们继续等待处理。</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>sent here</source>
        <translation>外部发来</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <translation>属于谁？</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n 个文件无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring in images</source>
        <translation>导入影像</translation>
    </message>
    <message>
        <source>Drop a disc, a folder, a zip or single images here, or choose them. Images that a scanner or an archive sends appear below by themselves.</source>
        <translation>将光盘、文件夹、zip 压缩包或单幅图像拖放到此处，或点击选择。影像设备或归档系统发来的图像会自动显示在下方。</translation>
    </message>
    <message>
        <source>Choose image files…</source>
        <translation>选择图像文件…</translation>
    </message>
    <message>
        <source>Choose a folder or disc of images…</source>
        <translation>选择图像文件夹或光盘…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder or disc…</source>
        <translation>文件夹或光盘…</translation>
    </message>
    <message>
        <source>Studies to be filed</source>
        <translation>待归入的检查</translation>
    </message>
    <message>
        <source>Nothing waits to be filed.</source>
        <translation>没有待归入的内容。</translation>
    </message>
    <message>
        <source>Say whose images these are…</source>
        <translation>指明这些图像属于谁…</translation>
    </message>
    <message>
        <source>Say whose it is…</source>
        <translation>指明属于谁…</translation>
    </message>
    <message>
        <source>Don&apos;t file these images…</source>
        <translation>不归入这些图像…</translation>
    </message>
    <message>
        <source>Don&apos;t file…</source>
        <translation>不归入…</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>检查时间</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Patient as written in the images</source>
        <translation>图像中写明的患者</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>无法读取的文件</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::Exam</name>
    <message>
        <source>Scroll</source>
        <translation>翻页</translation>
    </message>
    <message>
        <source>Take the second series away</source>
        <translation>移除第二个序列</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>person, day</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>In a report: %1</source>
        <translation>在报告中：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n reports can&apos;t be read. They are in the list of series.</source>
        <translation>
            <numerusform>有 %n 份报告无法读取，仍在序列列表中。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was marked on these images yet.</source>
        <translation>这些影像上还没有任何标记。</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::GivingPanel</name>
    <message>
        <source>Open a patient to give their images out.</source>
        <translation>请打开一位患者以交出其影像。</translation>
    </message>
    <message>
        <source>This patient has no images.</source>
        <translation>该患者没有影像。</translation>
    </message>
    <message>
        <source>Writing the images</source>
        <translation>正在写入影像</translation>
    </message>
    <message>
        <source>Files written before this are whole.</source>
        <translation>此前写入的文件是完整的。</translation>
    </message>
    <message>
        <source>There was nothing to give out.</source>
        <translation>没有可交出的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written. Whoever has them can read them: they are not sealed.</source>
        <translation>
            <numerusform>已写入 %n 个文件。任何拿到的人都能读取：它们没有加密。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them hold(s) what was found here.</source>
        <translation>
            <numerusform>其中 %n 个含有此处的所见。</numerusform>
        </translation>
    </message>
    <message>
        <source>Withheld: %1: %2</source>
        <translation>未交出：%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one or more studies first</source>
        <translation>请先选择一项或多项检查</translation>
    </message>
    <message>
        <source>Give images out</source>
        <translation>交出影像</translation>
    </message>
    <message>
        <source>Give the chosen studies out as DICOM</source>
        <translation>将所选检查以 DICOM 格式交出</translation>
    </message>
    <message>
        <source>Give images out as DICOM</source>
        <translation>以 DICOM 格式交出影像</translation>
    </message>
    <message>
        <source>Images go out exactly as they came. Findings go out as reports (DICOM SR), key images and segmentations (DICOM SEG) that other programs read.</source>
        <translation>影像按原样交出。所见以其他程序可读的报告（DICOM SR）、关键影像和分割（DICOM SEG）交出。</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Studies of the open patient</source>
        <translation>当前患者的检查</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Images and findings</source>
        <translation>影像和所见</translation>
    </message>
    <message>
        <source>What to give out</source>
        <translation>交出什么</translation>
    </message>
    <message>
        <source>Take out what tells whose they are</source>
        <translation>去除能看出属于谁的内容</translation>
    </message>
    <message>
        <source>By DICOM&apos;s basic profile (PS3.15 E). What is written in the pictures themselves stays.</source>
        <translation>按 DICOM 基本配置（PS3.15 E）。写在画面里的文字会保留。</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>写入的文件夹</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>交出</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ImagesPanel</name>
    <message>
        <source>Open a patient to see their images.</source>
        <translation>打开患者以查看其影像。</translation>
    </message>
    <message>
        <source>Reading the record …</source>
        <translation>正在读取病历…</translation>
    </message>
    <message>
        <source>There are no images of this patient yet. Import them from a folder or receive them from a scanner.</source>
        <translation>此患者尚无影像。请从文件夹导入，或从影像设备接收。</translation>
    </message>
    <message>
        <source>They are shown one by one; planes and volume would be wrong.</source>
        <translation>图像逐幅显示；重建平面和容积图会有错误。</translation>
    </message>
    <message>
        <source>Cross-hair</source>
        <translation>定位线</translation>
    </message>
    <message>
        <source>Point; the other planes follow</source>
        <translation>点选位置，其他平面随之移动</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>Drag for brightness and contrast; the right button always does</source>
        <translation>拖动以调节亮度和对比度；按住右键拖动始终有效</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Drag the picture; the middle button always does</source>
        <translation>拖动图像；按住中键拖动始终有效</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drag up and down; Ctrl and wheel always does</source>
        <translation>上下拖动；Ctrl 加滚轮始终有效</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Measure a length</source>
        <translation>测量长度</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Measure an angle: three points</source>
        <translation>测量角度：点三点</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Mean, deviation, smallest, largest and area inside an ellipse</source>
        <translation>椭圆感兴趣区内的均值、标准差、最小值、最大值和面积</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>勾画</translation>
    </message>
    <message>
        <source>The same inside an outline drawn by hand</source>
        <translation>手绘感兴趣区内的同样数值</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>The value at a point</source>
        <translation>某一点的数值</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Write on the image</source>
        <translation>在图像上书写</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Keep this image with a sentence, on the timeline</source>
        <translation>将此图像连同一句说明保留到时间轴</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>One view</source>
        <translation>一个视图</translation>
    </message>
    <message>
        <source>1×2</source>
        <translation>1×2</translation>
    </message>
    <message>
        <source>Two views</source>
        <translation>两个视图</translation>
    </message>
    <message>
        <source>2×2</source>
        <translation>2×2</translation>
    </message>
    <message>
        <source>Three planes and the volume</source>
        <translation>三个平面和容积图</translation>
    </message>
    <message>
        <source>1+3</source>
        <translation>1+3</translation>
    </message>
    <message>
        <source>One large view and three small ones</source>
        <translation>一个大视图和三个小视图</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Run through the images</source>
        <translation>连续播放图像</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>The view as it was when the series came</source>
        <translation>恢复序列打开时的视图</translation>
    </message>
    <message>
        <source>Lay over</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Lay the series chosen in the list over the one shown</source>
        <translation>将列表中所选序列叠加到当前序列上</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Show the series chosen in the list beside the one shown</source>
        <translation>将列表中所选序列与当前序列并排显示</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Why this image matters, in one sentence; Enter to keep</source>
        <translation>用一句话说明此图像的意义；回车保留</translation>
    </message>
    <message>
        <source>Reset the view</source>
        <translation>复位视图</translation>
    </message>
    <message>
        <source>Aligning the series</source>
        <translation>正在配准序列</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>配准</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂画</translation>
    </message>
    <message>
        <source>Paint the chosen segment with the brush</source>
        <translation>用画笔涂画所选分割区</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Wipe the chosen segment with the brush</source>
        <translation>用画笔擦除所选分割区</translation>
    </message>
    <message>
        <source>Set seeds</source>
        <translation>放置种子点</translation>
    </message>
    <message>
        <source>A click adds what hangs together with it within these values</source>
        <translation>单击即加入数值在此范围内且与该点相连的区域</translation>
    </message>
    <message>
        <source>The two series are not aligned: a place in the one may be elsewhere in the other.</source>
        <translation>两个序列没有对齐：一个序列中的位置在另一个中可能在别处。</translation>
    </message>
    <message>
        <source>Go to the finding</source>
        <translation>转到该所见</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>所见</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::Marks</name>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>移除标记</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::NodeForm</name>
    <message>
        <source>Address of the archive</source>
        <translation>影像归档系统地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Its name (AE title)</source>
        <translation>对方名称（AE Title）</translation>
    </message>
    <message>
        <source>Our name (AE title)</source>
        <translation>本机名称（AE Title）</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::PlaneWidget</name>
    <message>
        <source>Empty view</source>
        <translation>空视图</translation>
    </message>
    <message>
        <source>%1, image %2 of %3</source>
        <translation>%1，第 %2 幅，共 %3 幅</translation>
    </message>
    <message>
        <source>Move the cross-hair</source>
        <translation>移动定位线</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Tilt the plane</source>
        <translation>倾斜平面</translation>
    </message>
    <message>
        <source>Note on the image, Enter to keep</source>
        <translation>图像标注，回车保留</translation>
    </message>
    <message>
        <source>Key image: %1</source>
        <translation>关键图像：%1</translation>
    </message>
    <message>
        <source>%1 cm</source>
        <translation>%1 cm</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>Single images</source>
        <translation>单幅图像</translation>
    </message>
    <message>
        <source>%1 of %2 images read</source>
        <translation>已读取 %1 / %2 幅图像</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>窗宽 %1  窗位 %2</translation>
    </message>
    <message>
        <source>Zoom %1 %</source>
        <translation>缩放 %1 %</translation>
    </message>
    <message>
        <source>Image %1 of %2</source>
        <translation>图像 %1 / %2</translation>
    </message>
    <message>
        <source>Key image: %1 (%2)</source>
        <translation>关键影像：%1（%2）</translation>
    </message>
    <message>
        <source>+ %1  %2 %</source>
        <translation>+ %1  %2%</translation>
    </message>
    <message>
        <source>Size of the pixels unknown: lengths are in pixels</source>
        <translation>像素大小未知：长度以像素为单位</translation>
    </message>
    <message>
        <source>Key image (%1)</source>
        <comment>author, day</comment>
        <translation>关键影像（%1）</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ReceptionPage</name>
    <message>
        <source>Scanners can&apos;t send here.</source>
        <translation>影像设备无法向此处发送。</translation>
    </message>
    <message>
        <source>Stop taking images from scanners</source>
        <translation>停止接收影像设备的图像</translation>
    </message>
    <message>
        <source>Take images from scanners</source>
        <translation>接收影像设备的图像</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Take images</source>
        <translation>接收图像</translation>
    </message>
    <message>
        <source>Taking images on %1, port %2, as %3, until you stop it or lock the record.</source>
        <comment>address, port, name</comment>
        <translation>正在接收图像：地址 %1，端口 %2，本机名称 %3；直到您停止或锁定病历。</translation>
    </message>
    <message>
        <source>Off. Scanners and archives can&apos;t send anything here.</source>
        <translation>已关闭。影像设备和归档系统无法向此处发送任何内容。</translation>
    </message>
    <message>
        <source>Without a secure line anybody on that network can send images to this port and can read what is sent. Use it only in a network of your own devices.</source>
        <translation>没有安全连接时，该网络上的任何人都能向此端口发送图像，也能读取所发送的内容。请仅在只有自己设备的网络中使用。</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) came</source>
        <translation>
            <numerusform>收到 %n 个对象</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, then: %2</source>
        <translation>%1，随后：%2</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>name, address</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Our name (AE title)</source>
        <translation>本机名称（AE Title）</translation>
    </message>
    <message>
        <source>Nothing has been sent since the record was unlocked.</source>
        <translation>病历解锁以来没有收到任何内容。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>收到的内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What scanners sent</source>
        <translation>影像设备发来的内容</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::SegmentControls</name>
    <message>
        <source>Segments</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>mL</source>
        <translation>mL</translation>
    </message>
    <message>
        <source>Segments and their volumes in millilitres</source>
        <translation>分割区及其体积（毫升）</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a segment</source>
        <translation>添加分割区</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the chosen segment</source>
        <translation>移除所选分割区</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按数值</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Lowest value</source>
        <translation>最低值</translation>
    </message>
    <message>
        <source>Highest value</source>
        <translation>最高值</translation>
    </message>
    <message>
        <source>Show what it takes</source>
        <translation>显示所选范围</translation>
    </message>
    <message>
        <source>Add to the segment</source>
        <translation>加入分割区</translation>
    </message>
    <message>
        <source>Values at the cross-hair</source>
        <translation>取定位线处数值</translation>
    </message>
    <message>
        <source>Sets the range to what lies around the cross-hair</source>
        <translation>将范围设为定位线周围的数值</translation>
    </message>
    <message>
        <source>Grow here</source>
        <translation>从此处生长</translation>
    </message>
    <message>
        <source>Adds what hangs together with the cross-hair within these values</source>
        <translation>加入数值在此范围内且与定位线处相连的区域</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Disc on the plane</source>
        <translation>平面上的圆</translation>
    </message>
    <message>
        <source>Ball</source>
        <translation>球</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Keep the largest part</source>
        <translation>保留最大部分</translation>
    </message>
    <message>
        <source>Remove small parts</source>
        <translation>去除小块</translation>
    </message>
    <message>
        <source>Widen</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Close gaps</source>
        <translation>闭合间隙</translation>
    </message>
    <message>
        <source>Only on the values above</source>
        <translation>仅限上述数值范围</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>修整</translation>
    </message>
    <message>
        <source>How to tidy</source>
        <translation>修整方式</translation>
    </message>
    <message>
        <source>Radius for tidying</source>
        <translation>修整半径</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Tidy the chosen segment</source>
        <translation>修整所选分割区</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Show as surface in the volume</source>
        <translation>在容积图中显示为表面</translation>
    </message>
    <message>
        <source>Keep in the record</source>
        <translation>保存到病历</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>DICOM segmentation …</source>
        <translation>DICOM 分割…</translation>
    </message>
    <message>
        <source>Surface as STL …</source>
        <translation>表面存为 STL…</translation>
    </message>
    <message>
        <source>Surface as PLY …</source>
        <translation>表面存为 PLY…</translation>
    </message>
    <message>
        <source>STL surface (*.stl)</source>
        <translation>STL 表面 (*.stl)</translation>
    </message>
    <message>
        <source>PLY surface (*.ply)</source>
        <translation>PLY 表面 (*.ply)</translation>
    </message>
    <message>
        <source>DICOM segmentation (*.dcm)</source>
        <translation>DICOM 分割 (*.dcm)</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Only those who may record findings can make segments.</source>
        <translation>只有可以记录影像所见的人员才能进行分割。</translation>
    </message>
    <message>
        <source>Segments can be made when all images are read.</source>
        <translation>全部图像读完后才能进行分割。</translation>
    </message>
    <message>
        <source>Open a CT or MR series that makes a volume to make segments in it.</source>
        <translation>请打开能构成容积数据的 CT 或 MR 序列，以便进行分割。</translation>
    </message>
    <message>
        <source>Segments that can be opened</source>
        <translation>可打开的分割</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opens the segments chosen above to work on them</source>
        <translation>打开上面所选的分割以便编辑</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1, kept %2</source>
        <translation>%1，保存于 %2</translation>
    </message>
    <message>
        <source>%1, from the study</source>
        <translation>%1，来自该检查</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::Segmenting</name>
    <message>
        <source>New segment</source>
        <translation>新建分割区</translation>
    </message>
    <message>
        <source>Segment %1</source>
        <translation>分割区 %1</translation>
    </message>
    <message>
        <source>Remove segment</source>
        <translation>移除分割区</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Open segments</source>
        <translation>打开分割</translation>
    </message>
    <message>
        <source>Add by value</source>
        <translation>按数值添加</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>区域生长</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>修整</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂画</translation>
    </message>
    <message>
        <source>Keeping the segments</source>
        <translation>正在保存分割</translation>
    </message>
    <message>
        <source>Opening the segments</source>
        <translation>正在打开分割</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>Making surfaces</source>
        <translation>正在生成表面</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::SeriesList</name>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 幅图像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>twinward::imaging::StudyMatchDialog</name>
    <message>
        <source>Whose images are these?</source>
        <translation>这些图像属于谁？</translation>
    </message>
    <message>
        <source>Whose are they?</source>
        <translation>属于谁？</translation>
    </message>
    <message>
        <source>File under this patient</source>
        <translation>归入此患者</translation>
    </message>
    <message>
        <source>Register as a new patient</source>
        <translation>登记为新患者</translation>
    </message>
    <message>
        <source>The images have no name to register</source>
        <translation>图像中没有可供登记的姓名</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后决定</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::TlsForm</name>
    <message>
        <source>Certificates and keys (*.pem *.crt *.key)</source>
        <translation>证书和密钥 (*.pem *.crt *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Secure line (TLS): both sides show a certificate</source>
        <translation>安全连接（TLS）：双方均出示证书</translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation>本机证书</translation>
    </message>
    <message>
        <source>Its private key</source>
        <translation>本机证书的私钥</translation>
    </message>
    <message>
        <source>Whom we trust</source>
        <translation>受信任的证书</translation>
    </message>
    <message>
        <source>Choose the file: %1</source>
        <translation>选择文件：%1</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::TransferEditor</name>
    <message>
        <source>Transfer function</source>
        <translation>传递函数</translation>
    </message>
    <message>
        <source>Drag points; double click adds one or changes its colour; Delete removes it</source>
        <translation>拖动各点；双击可添加点或更改其颜色；按 Delete 移除</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <extracomment>value of a point of the transfer function, its opacity</extracomment>
        <translation>%1，%2 %</translation>
    </message>
    <message>
        <source>Colour of this value</source>
        <translation>此数值的颜色</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::ViewControls</name>
    <message>
        <source>Window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Slab</source>
        <translation>厚层</translation>
    </message>
    <message>
        <source>Volume preset</source>
        <translation>容积渲染预设</translation>
    </message>
    <message>
        <source>Transfer function</source>
        <translation>传递函数</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光照</translation>
    </message>
    <message>
        <source>Cut the volume</source>
        <translation>裁切容积</translation>
    </message>
    <message>
        <source>Whole volume</source>
        <translation>完整容积</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Clip box</source>
        <translation>裁切框</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>The series&apos; own</source>
        <translation>序列自带</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>容积渲染</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>自定配色</translation>
    </message>
    <message>
        <source>Ambient</source>
        <translation>环境光</translation>
    </message>
    <message>
        <source>Diffuse</source>
        <translation>漫反射</translation>
    </message>
    <message>
        <source>Shine</source>
        <translation>高光</translation>
    </message>
    <message>
        <source>Cut away</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>From the right</source>
        <translation>从右侧</translation>
    </message>
    <message>
        <source>From the left</source>
        <translation>从左侧</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>从前方</translation>
    </message>
    <message>
        <source>From the back</source>
        <translation>从后方</translation>
    </message>
    <message>
        <source>From the feet</source>
        <translation>从足侧</translation>
    </message>
    <message>
        <source>From the head</source>
        <translation>从头侧</translation>
    </message>
    <message>
        <source>Cut at this plane</source>
        <translation>沿此平面裁切</translation>
    </message>
    <message>
        <source>Show it whole</source>
        <translation>显示完整</translation>
    </message>
    <message>
        <source>Second series</source>
        <translation>第二序列</translation>
    </message>
    <message>
        <source>&amp;Opacity</source>
        <translation>不透明度(&amp;O)</translation>
    </message>
    <message>
        <source>Colo&amp;urs</source>
        <translation>配色(&amp;U)</translation>
    </message>
    <message>
        <source>Align with the first</source>
        <translation>与第一序列配准</translation>
    </message>
    <message>
        <source>W&amp;indow</source>
        <translation>窗宽窗位(&amp;I)</translation>
    </message>
    <message>
        <source>Pl&amp;ane</source>
        <translation>平面(&amp;A)</translation>
    </message>
    <message>
        <source>Sla&amp;b</source>
        <translation>厚层(&amp;B)</translation>
    </message>
    <message>
        <source>T&amp;hickness</source>
        <translation>厚度(&amp;H)</translation>
    </message>
    <message>
        <source>Prese&amp;t</source>
        <translation>预设(&amp;T)</translation>
    </message>
    <message>
        <source>Li&amp;ght and shade</source>
        <translation>光照(&amp;G)</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>颜色(&amp;L)</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::VolumeWidget</name>
    <message>
        <source>Volume</source>
        <translation>容积渲染</translation>
    </message>
    <message>
        <source>These images make no volume.</source>
        <translation>这些图像不能构成容积数据。</translation>
    </message>
    <message>
        <source>The volume is drawn when all images are read: %1 of %2</source>
        <translation>全部图像读完后绘制容积图：%1 / %2</translation>
    </message>
    <message>
        <source>Preparing the volume …</source>
        <translation>正在准备容积图…</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>自定配色</translation>
    </message>
    <message>
        <source>Pan the volume</source>
        <translation>平移容积图</translation>
    </message>
    <message>
        <source>Shift the transfer function</source>
        <translation>移动传递函数</translation>
    </message>
    <message>
        <source>Turn the volume</source>
        <translation>旋转容积图</translation>
    </message>
    <message>
        <source>Zoom the volume</source>
        <translation>缩放容积图</translation>
    </message>
</context>
<context>
    <name>twinward::imaging::WaveformView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>25 mm/s, 10 mm/mV, %1 samples a second</source>
        <translation>25 mm/s，10 mm/mV，每秒采样 %1 次</translation>
    </message>
    <message>
        <source>Electrocardiogram</source>
        <translation>心电图</translation>
    </message>
</context>
<context>
    <name>twinward::interop::CsvMappingView</name>
    <message>
        <source>Which?</source>
        <translation>哪种？</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) still to be confirmed.</source>
        <translation>
            <numerusform>还有 %n 列待确认。</numerusform>
        </translation>
    </message>
    <message>
        <source>What would come in is shown here as soon as the columns are known.</source>
        <translation>各列确定后，此处将显示要导入的内容。</translation>
    </message>
    <message>
        <source>All %1 rows can come in. The first of them:</source>
        <translation>全部 %1 行均可导入。前几行：</translation>
    </message>
    <message>
        <source>%1 of %2 rows will be refused. The first rows:</source>
        <translation>共 %2 行，其中 %1 行将被拒绝。前几行：</translation>
    </message>
    <message>
        <source>What the columns of %1 mean</source>
        <translation>%1 各列的含义</translation>
    </message>
    <message>
        <source>You have confirmed these columns before. Look at the rows below once more before you import.</source>
        <translation>您以前确认过这些列。导入前请再查看一遍下面的各行。</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Confirmed by you</source>
        <translation>由您确认</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>文件的各列</translation>
    </message>
    <message>
        <source>Dates are written</source>
        <translation>日期写法</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>日期顺序</translation>
    </message>
    <message>
        <source>Day or month first?</source>
        <translation>日在前还是月在前？</translation>
    </message>
    <message>
        <source>First rows as they would come in</source>
        <translation>将导入的前几行</translation>
    </message>
    <message>
        <source>Meaning of %1</source>
        <translation>%1 的含义</translation>
    </message>
    <message>
        <source>Unit of %1</source>
        <translation>%1 的单位</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Guessed</source>
        <translation>推测</translation>
    </message>
    <message>
        <source>Confirmed: %1</source>
        <translation>已确认：%1</translation>
    </message>
</context>
<context>
    <name>twinward::interop::CsvPreviewModel</name>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>Refused: %1 (%2)</source>
        <translation>已拒绝：%1（%2）</translation>
    </message>
    <message>
        <source>Nothing to take</source>
        <translation>没有可导入的内容</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>导入的内容</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>twinward::interop::ExportPanel</name>
    <message>
        <source>Exporting the patient</source>
        <translation>正在导出患者</translation>
    </message>
    <message>
        <source>Exporting patients</source>
        <translation>正在导出患者</translation>
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
        <source>Open the patient first</source>
        <translation>请先打开患者</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>导出病历</translation>
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
        <source>Export as FHIR R4</source>
        <translation>导出为 FHIR R4</translation>
    </message>
    <message>
        <source>One file for each patient. What came from elsewhere and was not changed here goes out exactly as it came.</source>
        <translation>每位患者一个文件。来自别处且未在此更改的内容按原样导出。</translation>
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
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Export this patient</source>
        <translation>导出此患者</translation>
    </message>
    <message>
        <source>Export the clinic</source>
        <translation>导出诊所</translation>
    </message>
</context>
<context>
    <name>twinward::interop::ImportPanel</name>
    <message>
        <source>Records (*.json *.ndjson *.hl7 *.csv *.tsv *.txt)</source>
        <translation>病历 (*.json *.ndjson *.hl7 *.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Nothing came in.</source>
        <translation>没有导入任何内容。</translation>
    </message>
    <message>
        <source>Drop files or folders here, or type where they are.</source>
        <translation>将文件或文件夹拖放到此处，或输入其位置。</translation>
    </message>
    <message>
        <source>Nothing in there looks like a record.</source>
        <translation>其中没有像病历的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n FHIR file(s)</source>
        <translation>
            <numerusform>%n 个 FHIR 文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n HL7 v2 file(s)</source>
        <translation>
            <numerusform>%n 个 HL7 v2 文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of vital signs</source>
        <translation>
            <numerusform>%n 个生命体征表格</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of another kind</source>
        <translation>
            <numerusform>%n 个其他类型的文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Found: %1</source>
        <comment>list of kinds of files</comment>
        <translation>找到：%1</translation>
    </message>
    <message>
        <source>Reading the files, in bytes</source>
        <translation>正在读取文件（字节）</translation>
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
        <source>All or nothing can be promised for one kind of file at a time.</source>
        <translation>“全部导入或全不导入”一次只能用于一种文件。</translation>
    </message>
    <message>
        <source>Import records</source>
        <translation>导入病历</translation>
    </message>
    <message>
        <source>Choose files to import…</source>
        <translation>选择要导入的文件…</translation>
    </message>
    <message>
        <source>Choose a folder to import…</source>
        <translation>选择要导入的文件夹…</translation>
    </message>
    <message>
        <source>Import what was chosen</source>
        <translation>导入所选内容</translation>
    </message>
    <message>
        <source>Import FHIR R4, HL7 v2 or a table of vital signs</source>
        <translation>导入 FHIR R4、HL7 v2 或生命体征表格</translation>
    </message>
    <message>
        <source>Files or a folder</source>
        <translation>文件或文件夹</translation>
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
        <source>Import</source>
        <translation>导入</translation>
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
</context>
<context>
    <name>twinward::interop::ListeningPanel</name>
    <message>
        <source>Nothing is listened to.</source>
        <translation>没有接收任何数据。</translation>
    </message>
    <message>
        <source>Stop listening to monitors and laboratories</source>
        <translation>停止接收监护仪和检验科的数据</translation>
    </message>
    <message>
        <source>Listen to monitors and laboratories</source>
        <translation>接收监护仪和检验科的数据</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止接收</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Listening on %1, port %2, until you stop it or lock the record.</source>
        <comment>address, port</comment>
        <translation>正在接收：地址 %1，端口 %2；直到您停止或锁定病历。</translation>
    </message>
    <message>
        <source>Off. Monitors and laboratories can&apos;t send anything here.</source>
        <translation>已关闭。监护仪和检验科无法向此处发送任何内容。</translation>
    </message>
    <message>
        <source>Anybody on that network can send messages to this port, and can read what is sent: HL7 v2 has neither passwords nor encryption. Use it only in a network of your own devices, behind a firewall.</source>
        <translation>该网络上的任何人都能向此端口发送消息，也能读取所发送的内容：HL7 v2 既无密码也无加密。请仅在防火墙之内、只有自己设备的网络中使用。</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>已归入</translation>
    </message>
    <message>
        <source>Filed: %1</source>
        <translation>已归入：%1</translation>
    </message>
    <message>
        <source>Waits for a person: %1</source>
        <translation>等待人工处理：%1</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>%1, number %2</source>
        <comment>type of message, its number</comment>
        <translation>%1，编号 %2</translation>
    </message>
    <message>
        <source>Nobody is connected</source>
        <translation>没有设备连接</translation>
    </message>
    <message numerus="yes">
        <source>%n connected now</source>
        <translation>
            <numerusform>当前有 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Monitors and laboratories</source>
        <translation>监护仪与检验科</translation>
    </message>
    <message>
        <source>Listen to monitors and laboratories (HL7 v2)</source>
        <translation>接收监护仪和检验科的数据（HL7 v2）</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Last messages</source>
        <translation>最近的消息</translation>
    </message>
    <message>
        <source>No message has come since the record was unlocked.</source>
        <translation>病历解锁以来没有收到消息。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息数</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>最近一条消息</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>twinward::interop::MatchDialog</name>
    <message>
        <source>Nothing but who the patient is.</source>
        <translation>仅有患者身份信息。</translation>
    </message>
    <message>
        <source>Whose message is this?</source>
        <translation>此消息属于谁？</translation>
    </message>
    <message>
        <source>It waits since %1: %2</source>
        <comment>time, reason</comment>
        <translation>自 %1 起等待：%2</translation>
    </message>
    <message>
        <source>What the message says</source>
        <translation>消息内容</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <translation>属于谁？</translation>
    </message>
    <message>
        <source>File under this patient</source>
        <translation>归入此患者</translation>
    </message>
    <message>
        <source>Register as a new patient</source>
        <translation>登记为新患者</translation>
    </message>
    <message>
        <source>The message has no name to register</source>
        <translation>消息中没有可供登记的姓名</translation>
    </message>
    <message>
        <source>Why it is not to be filed at all</source>
        <translation>为何完全不归入</translation>
    </message>
    <message>
        <source>Reason for not filing</source>
        <translation>不归入的原因</translation>
    </message>
    <message>
        <source>Don&apos;t file it</source>
        <translation>不归入</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后决定</translation>
    </message>
</context>
<context>
    <name>twinward::interop::RefusalList</name>
    <message numerus="yes">
        <source>%n line(s) copied.</source>
        <translation>
            <numerusform>已复制 %n 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存列表</translation>
    </message>
    <message>
        <source>What came in is in the record.</source>
        <translation>已导入的内容在病历中。</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Refused: %1, the first %2 are listed</source>
        <translation>已拒绝：%1，列出前 %2 条</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>What was refused</source>
        <translation>被拒绝的内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the selected lines, or all of them</source>
        <translation>复制所选各行，或全部</translation>
    </message>
    <message>
        <source>Save list…</source>
        <translation>保存列表…</translation>
    </message>
</context>
<context>
    <name>twinward::interop::RefusalModel</name>
    <message>
        <source>Refused because</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>twinward::interop::WaitingList</name>
    <message>
        <source>What waits is kept.</source>
        <translation>等待处理的内容已保留。</translation>
    </message>
    <message>
        <source>Waiting for a person</source>
        <translation>等待人工处理</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting for a person</source>
        <translation>
            <numerusform>%n 条消息等待人工处理</numerusform>
        </translation>
    </message>
    <message>
        <source>No message waits. One whose patient is not surely known here is kept for you to say whose it is; it is never filed by a guess.</source>
        <translation>没有等待处理的消息。无法确定患者的消息会保留在此，由您指明属于谁；绝不凭猜测归入。</translation>
    </message>
    <message>
        <source>Say whose the message is…</source>
        <translation>指明此消息属于谁…</translation>
    </message>
    <message>
        <source>Whose is it…</source>
        <translation>属于谁…</translation>
    </message>
    <message>
        <source>Messages waiting for a person</source>
        <translation>等待人工处理的消息</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Patient as sent</source>
        <translation>发来的患者信息</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>等待原因</translation>
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
    <message>
        <source>Somebody</source>
        <translation>有人</translation>
    </message>
    <message>
        <source>Attempts: %1</source>
        <translation>尝试次数：%1</translation>
    </message>
    <message>
        <source>With the recovery code</source>
        <translation>使用恢复码</translation>
    </message>
    <message>
        <source>Set the clinic up</source>
        <translation>建立诊所</translation>
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
    <message>
        <source>No entry of the access log is like that.</source>
        <translation>访问日志中没有符合条件的条目。</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>显示全部条目</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::BackupPanel</name>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backups made before are as they were.</source>
        <translation>以前的备份保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>Backed up, but %n image(s) or document(s) are damaged on this computer and not in it. Check the record.</source>
        <translation>
            <numerusform>已备份，但本机上有 %n 个影像或文档已损坏，不在备份中。请检查记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Backed up and read back. It lies on the same disk as the record: a broken or stolen disk takes both. Choose another disk or a stick.</source>
        <translation>已备份并读回核对。它与记录在同一磁盘上：磁盘损坏或失窃时两者都会丢失。请选择另一磁盘或U盘。</translation>
    </message>
    <message>
        <source>Backed up, and read back from the disk: it is as it was written.</source>
        <translation>已备份，并从磁盘读回核对：与写入时一致。</translation>
    </message>
    <message>
        <source>Checking the backups</source>
        <translation>正在检查备份</translation>
    </message>
    <message>
        <source>There is no finished backup in the folder.</source>
        <translation>该文件夹中没有完整的备份。</translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) checked, each byte of them: all can be restored.</source>
        <translation>
            <numerusform>已逐字节检查 %n 个备份：全部可以恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be restored: %2 (%3). Make a new full backup on another disk or stick.</source>
        <translation>%1 无法恢复：%2（%3）。请在另一磁盘或U盘上做一次新的完整备份。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Check the backups</source>
        <translation>检查备份</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder for backups</source>
        <translation>选择备份文件夹</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation>频率(&amp;H)</translation>
    </message>
    <message>
        <source>How often to back up</source>
        <translation>备份频率</translation>
    </message>
    <message>
        <source>Every 4 hours</source>
        <translation>每 4 小时</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>A backup is sealed like the record itself: whoever finds it needs a passphrase to read it. It is written by itself while somebody has unlocked the record and the disk or stick is plugged in.</source>
        <translation>备份与记录本身一样加密：拾到者需要口令才能读取。只要有人解锁了记录且磁盘或U盘已插入，就会自动写入。</translation>
    </message>
    <message>
        <source>There is no backup yet. If this computer is lost, what only it holds is lost with it.</source>
        <translation>还没有备份。如果本机丢失，只在本机上的内容也会一并丢失。</translation>
    </message>
    <message>
        <source>Last good backup: %1 (just now)</source>
        <translation>最近一次完好的备份：%1（刚刚）</translation>
    </message>
    <message>
        <source>Last good backup: %1 (%2 ago)</source>
        <translation>最近一次完好的备份：%1（%2前）</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Folder for backups: %1</source>
        <translation>备份文件夹：%1</translation>
    </message>
    <message>
        <source>%1. That is too old.</source>
        <translation>%1。已过旧。</translation>
    </message>
    <message>
        <source>%1. The next one is due.</source>
        <translation>%1。该做下一次备份了。</translation>
    </message>
    <message>
        <source>The last try, %1, did not work: %2</source>
        <translation>最近一次尝试（%1）未成功：%2</translation>
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
    <message>
        <source>Remove a person</source>
        <translation>移除人员</translation>
    </message>
    <message>
        <source>%1 will no longer be able to unlock this record, and its keys are changed: nothing that is stored from now on opens with theirs. What they could read until now they may have kept. What they wrote stays, under their name.</source>
        <translation>%1 将不能再解锁此病历，且密钥会更换：从现在起保存的任何内容都无法用其密钥打开。至今能读到的内容，对方可能已有留存。其所写内容仍以其姓名保留。</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留该人员</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
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
    <name>twinward::ledger::RestoreScreen</name>
    <message>
        <source>Restore from a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Nothing was changed on this computer.</source>
        <translation>本机没有任何改动。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Puts the record of this computer back in place, as it was when the backup was made. Everybody unlocks it with the passphrase they had then. What was entered later comes back from the clinic&apos;s other computers.</source>
        <translation>把本机的记录恢复到备份时的状态。每个人用当时的口令解锁。此后录入的内容会从诊所的其他电脑传回。</translation>
    </message>
    <message>
        <source>&amp;Folder of the backups</source>
        <translation>备份所在文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder of the backups</source>
        <translation>选择备份所在文件夹</translation>
    </message>
    <message>
        <source>&amp;Backup</source>
        <translation>备份(&amp;B)</translation>
    </message>
    <message>
        <source>Backup to restore</source>
        <translation>要恢复的备份</translation>
    </message>
    <message>
        <source>Check and restore</source>
        <translation>检查并恢复</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>%1, full</source>
        <translation>%1，完整</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>%1; damaged and not offered: %2</source>
        <translation>%1；已损坏、不提供：%2</translation>
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
    <message>
        <source>Is there a clinic already?</source>
        <translation>是否已有诊所？</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::SharingDialog</name>
    <message>
        <source>Refer to another clinic</source>
        <translation>转诊到另一诊所</translation>
    </message>
    <message>
        <source>Record a consent</source>
        <translation>记录同意</translation>
    </message>
    <message>
        <source>Share less</source>
        <translation>缩小共享范围</translation>
    </message>
    <message>
        <source>Refer and send</source>
        <translation>转诊并发送</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>缩小范围</translation>
    </message>
    <message>
        <source>The rest may be opened there in an &amp;emergency</source>
        <translation>紧急情况下对方可打开其余内容(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>诊所</translation>
    </message>
    <message>
        <source>Clinician there</source>
        <translation>对方医护人员</translation>
    </message>
    <message>
        <source>whoever treats the patient there</source>
        <translation>在那里诊治患者的任何人</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>&amp;Vital signs</source>
        <translation>生命体征(&amp;V)</translation>
    </message>
    <message>
        <source>C&amp;linical record: problems, allergies, medicines, notes, results</source>
        <translation>临床记录：问题、过敏、用药、病程、结果(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>影像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Sensitive entries</source>
        <translation>敏感记录(&amp;S)</translation>
    </message>
    <message>
        <source>Personal details always go along: nobody is treated without a name.</source>
        <translation>个人信息总是一并发送：没有姓名无法诊治。</translation>
    </message>
    <message>
        <source>&amp;Clinic</source>
        <translation>诊所(&amp;C)</translation>
    </message>
    <message>
        <source>Clinicia&amp;n</source>
        <translation>医护人员(&amp;N)</translation>
    </message>
    <message>
        <source>May see</source>
        <translation>可查看</translation>
    </message>
    <message>
        <source>Last &amp;day</source>
        <translation>最后一天(&amp;D)</translation>
    </message>
    <message>
        <source>Sensitive entries, and what may be opened in an emergency, a physician or an administrator agrees with the patient.</source>
        <translation>敏感记录以及紧急情况下可打开的内容，须由医师或管理员与患者商定。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何内容。</translation>
    </message>
</context>
<context>
    <name>twinward::ledger::SharingPanel</name>
    <message>
        <source>%1; the rest in an emergency</source>
        <translation>%1；紧急情况下可查看其余内容</translation>
    </message>
    <message>
        <source>Recorded %1 by %2.</source>
        <translation>由 %2 于 %1 记录。</translation>
    </message>
    <message>
        <source>No other clinic can see anything of this patient.</source>
        <translation>没有其他诊所能看到这位患者的任何内容。</translation>
    </message>
    <message>
        <source>Recorded. Nothing is sent before you refer the patient or send.</source>
        <translation>已记录。在您转诊患者或发送之前，不会发送任何内容。</translation>
    </message>
    <message>
        <source>Narrowed. What was opened there before stays readable there.</source>
        <translation>已缩小范围。对方此前打开的内容仍可读取。</translation>
    </message>
    <message>
        <source>Withdraw this consent</source>
        <translation>撤回此同意</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The consent still stands.</source>
        <translation>该同意仍然有效。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何内容。</translation>
    </message>
    <message>
        <source>Sealed for them, with all that was written until now.</source>
        <translation>已为对方封存，包含至今写入的全部内容。</translation>
    </message>
    <message>
        <source>Open in an emergency</source>
        <translation>紧急打开</translation>
    </message>
    <message>
        <source>Leave it sealed</source>
        <translation>保持封存</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>没有打开任何内容。</translation>
    </message>
    <message>
        <source>Opened: %1.</source>
        <translation>已打开：%1。</translation>
    </message>
    <message>
        <source>Opened: %1. Your role does not read: %2.</source>
        <translation>已打开：%1。您的角色无权读取：%2。</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1，出生于 %2</translation>
    </message>
    <message>
        <source>Withdrawn. The keys are changed when an administrator next signs in. What was opened there stays readable there.</source>
        <translation>已撤回。管理员下次登录时更换密钥。对方已打开的内容仍可读取。</translation>
    </message>
    <message>
        <source>Withdrawn. What was opened there stays readable there.</source>
        <translation>已撤回。对方已打开的内容仍可读取。</translation>
    </message>
    <message>
        <source>Refer to another clinic…</source>
        <translation>转诊到另一诊所…</translation>
    </message>
    <message>
        <source>Record a consent…</source>
        <translation>记录同意…</translation>
    </message>
    <message>
        <source>Share less…</source>
        <translation>缩小共享范围…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Send what is new</source>
        <translation>发送新内容</translation>
    </message>
    <message>
        <source>Print the agreement…</source>
        <translation>打印协议…</translation>
    </message>
    <message>
        <source>Open in an emergency…</source>
        <translation>紧急打开…</translation>
    </message>
    <message>
        <source>Who elsewhere may see this patient&apos;s record</source>
        <translation>外部谁可以查看这位患者的记录</translation>
    </message>
    <message>
        <source>What came from elsewhere</source>
        <translation>来自外部的内容</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>诊所</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>信件</translation>
    </message>
    <message>
        <source>May see</source>
        <translation>可查看</translation>
    </message>
    <message>
        <source>Consents of this patient</source>
        <translation>这位患者的同意</translation>
    </message>
    <message>
        <source>Opened in an emergency</source>
        <translation>紧急打开过</translation>
    </message>
    <message>
        <source>This has ended: nothing more goes to %1. What was opened there stays readable there.</source>
        <translation>此项已结束：不再有内容送往 %1。在那里已打开的内容仍可在那里读取。</translation>
    </message>
    <message>
        <source>From here, no other clinic can see anything of this patient.</source>
        <translation>没有其他诊所能从这里看到这位患者的任何内容。</translation>
    </message>
    <message>
        <source>No other clinic can see anything of this patient, and none is known here. Meet one first.</source>
        <translation>没有其他诊所能看到这位患者的任何内容，这里也不认识任何其他诊所。请先与一家诊所相识。</translation>
    </message>
    <message>
        <source>Sealed for them. It goes by itself over the network or the relay, or else on a stick, and has arrived when their receipt comes.</source>
        <translation>已为对方密封。它会经网络或中继自动送出，否则用 U 盘；收到对方回执时才算送达。</translation>
    </message>
    <message>
        <source>Nothing more goes to %1, and the keys are changed, so that nothing written from now on opens with what they were given. What they opened until now stays readable there. They are told that it was withdrawn, and when.</source>
        <translation>不再有内容送往 %1，且密钥会更换，因此从现在起所写内容都无法用已给对方的密钥打开。对方至今已打开的内容仍可在那里读取。会告知对方同意已撤回以及撤回时间。</translation>
    </message>
    <message>
        <source>&amp;Tell them the reason, too</source>
        <translation>同时告知对方理由(&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>Sealed for them, without %n image(s) or document(s) too large for a letter. They are named below.</source>
        <translation>
            <numerusform>已为对方密封，但不含 %n 个超出信件容量的影像或文档。下方列出其名称。</numerusform>
        </translation>
    </message>
    <message>
        <source>The patient agreed that what was held back may be opened here in an emergency. Images and documents are not part of it. Your name and your reason stay on record for ever, and the clinic it came from is told.</source>
        <translation>患者同意在紧急情况下可在此打开所保留的内容。影像和文档不在其中。您的姓名和理由将永久留存在案，并告知来源诊所。</translation>
    </message>
    <message>
        <source>Other clinics…</source>
        <translation>其他诊所…</translation>
    </message>
    <message>
        <source>Letters go by themselves over the network or the relay where this computer is connected, and on a stick otherwise. Left with a relay or a stick is not arrived: that is when their signed receipt is here. What another clinic has opened stays readable there, after a consent ends too.</source>
        <translation>本机有连接时，信件经网络或中继自动送出，否则用 U 盘。交给中继或 U 盘并不等于送达：收到对方签名的回执才算。另一诊所已打开的内容，即使同意结束后对方仍可读取。</translation>
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
        <source>The record is damaged, or was changed.</source>
        <translation>病历已损坏或被改动。</translation>
    </message>
    <message>
        <source>Checked %1. Commits: %2, events: %3, stored files: %4. Everything is as it was signed, and nothing between is missing.</source>
        <translation>检查于 %1。提交：%2，事件：%3，存储文件：%4。一切与签名时一致，中间没有缺失。</translation>
    </message>
    <message>
        <source>First broken place: %1 (%2). Stop charting on this computer, keep a copy of the vault&apos;s folder as it is, and restore from a backup or another device.</source>
        <translation>第一处损坏：%1（%2）。请停止在这台电脑上录入，原样保留病历库文件夹的副本，并从备份或其他设备恢复。</translation>
    </message>
    <message>
        <source>This is an older copy of what this computer wrote, or another works with a copy of it. Stop charting on this computer, and keep a copy of the vault&apos;s folder as it is.</source>
        <translation>这是本机所写内容的较旧副本，或有另一台电脑在使用其副本。请停止在本机上录入，并原样保留一份数据文件夹的副本。</translation>
    </message>
    <message>
        <source>%1 (up to %2)</source>
        <translation>%1（至 %2）</translation>
    </message>
    <message>
        <source>%1: commits %2. No other computer has signed any of them yet; the oldest is of %3.</source>
        <translation>%1：提交 %2 个。还没有其他电脑签署过其中任何一个；最早的一个写于 %3。</translation>
    </message>
    <message>
        <source>%1: commits %2, all of them signed by %3.</source>
        <translation>%1：提交 %2 个，全部由 %3 签署。</translation>
    </message>
    <message>
        <source>%1: commits %2, signed by %3. What was written since %4 nobody else has signed yet.</source>
        <translation>%1：提交 %2 个，由 %3 签署。自 %4 以来写入的内容还没有其他电脑签署。</translation>
    </message>
    <message numerus="yes">
        <source>Noted and kept as evidence on this computer: %n. &quot;twinctl verify&quot; lists them.</source>
        <translation>
            <numerusform>已在本机记下并作为证据保留：%n 项。可用“twinctl verify”列出。</numerusform>
        </translation>
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
    <name>twinward::record::CameByLetterBar</name>
    <message>
        <source>&amp;Compare and merge…</source>
        <translation>比较并合并(&amp;C)…</translation>
    </message>
    <message>
        <source>They are &amp;two people</source>
        <translation>他们是两个人(&amp;T)</translation>
    </message>
    <message>
        <source>Came by letter, and may be here already</source>
        <translation>由信件送来，可能已在此登记</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 came from %2 and may be the same person as %3, who is here already. Because: %4</source>
        <comment>name, clinic, name with birth date, reasons</comment>
        <translation>%1 来自 %2，可能与已在此登记的 %3 是同一人。依据：%4</translation>
    </message>
    <message numerus="yes">
        <source>%n more after this.</source>
        <translation>
            <numerusform>此后还有 %n 位。</numerusform>
        </translation>
    </message>
    <message>
        <source>A physician or an administrator can merge the two.</source>
        <translation>医师或管理员可以将两者合并。</translation>
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
    <name>twinward::record::DocumentDialog</name>
    <message>
        <source>The document is not shown.</source>
        <translation>未显示此文档。</translation>
    </message>
    <message>
        <source>The record holds this document&apos;s name, and not its content.</source>
        <translation>病历中只有此文档的名称，没有内容。</translation>
    </message>
    <message>
        <source>The content is not in this record. It was said to be at:
%1</source>
        <translation>内容不在此病历中。所注明的位置为：
%1</translation>
    </message>
    <message>
        <source>A document of the type %1 can&apos;t be shown here. Save it to open it elsewhere.</source>
        <translation>此处无法显示 %1 类型的文档。请保存后在别处打开。</translation>
    </message>
    <message>
        <source>Save outside the vault</source>
        <translation>保存到病历库之外</translation>
    </message>
    <message>
        <source>A saved file is not encrypted. Whoever has it, or the disk it is on, can read it.</source>
        <translation>保存的文件没有加密。任何拿到此文件或其所在磁盘的人都能阅读。</translation>
    </message>
    <message>
        <source>That you saved it is written into the access log.</source>
        <translation>您保存此文件的操作会写入访问日志。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>No file was saved.</source>
        <translation>没有保存任何文件。</translation>
    </message>
    <message>
        <source>Sensitive</source>
        <translation>敏感</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between facts</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>Reading the document…</source>
        <translation>正在读取文档…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>twinward::record::DocumentForm</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Write what the document is.</source>
        <translation>请写明这是什么文档。</translation>
    </message>
    <message>
        <source>The file is still being read.</source>
        <translation>文件仍在读取中。</translation>
    </message>
    <message>
        <source>Choose the file that holds the document.</source>
        <translation>请选择文档所在的文件。</translation>
    </message>
    <message>
        <source>Write the date.</source>
        <translation>请写明日期。</translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>选择文档</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.txt)</source>
        <translation>文档 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The file can&apos;t be read. Choose another one.</source>
        <translation>无法读取此文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>The file is empty. Choose another one.</source>
        <translation>此文件是空的。请选择其他文件。</translation>
    </message>
    <message>
        <source>The file is larger than %1. Choose a smaller one.</source>
        <translation>此文件大于 %1。请选择较小的文件。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose the file that holds the document</source>
        <translation>选择文档所在的文件</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1, %2. The file itself stays where it is: delete it there if nobody else may read it.</source>
        <comment>type and size of a file</comment>
        <translation>%1，%2。原文件仍留在原处：若不应被他人阅读，请在原处删除。</translation>
    </message>
    <message>
        <source>Kept as it is, %1</source>
        <comment>size of a file</comment>
        <translation>按原样保留，%1</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>未选择</translation>
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
    <message>
        <source>Type</source>
        <translation>类型</translation>
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
    <message>
        <source>Sensitive: only physicians can read it</source>
        <translation>敏感：仅医师可阅读</translation>
    </message>
    <message>
        <source>Not for your role: %1</source>
        <translation>您的角色无权操作：%1</translation>
    </message>
    <message>
        <source>Others could read it until now. From now on they don&apos;t see it, but may know what it said.</source>
        <translation>此前其他人可以阅读。今后他们将看不到，但可能已知道其内容。</translation>
    </message>
    <message>
        <source>It was sensitive. From now on everybody who reads this record reads it.</source>
        <translation>此前为敏感内容。今后所有能阅读此病历的人都能看到。</translation>
    </message>
    <message>
        <source>Save as sensitive</source>
        <translation>作为敏感内容保存</translation>
    </message>
    <message>
        <source>Save for all to read</source>
        <translation>保存为所有人可读</translation>
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
    <message>
        <source>Sensitive</source>
        <translation>敏感</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>another clinic</comment>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>Not counted: in no letter from %1, entered here by %2</source>
        <translation>不作数：%1 的信件中没有此内容，由 %2 在此录入</translation>
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
    <message>
        <source>Open</source>
        <translation>打开</translation>
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
    <name>twinward::record::IdentityCheck</name>
    <message>
        <source>I have checked: it is the same person all the same</source>
        <translation>我已核对：确为同一人</translation>
    </message>
</context>
<context>
    <name>twinward::record::ImageView</name>
    <message>
        <source>Picture of the document</source>
        <translation>文档图片</translation>
    </message>
    <message>
        <source>The picture is damaged, or of a kind that can&apos;t be shown here.</source>
        <translation>图片已损坏，或其类型无法在此显示。</translation>
    </message>
</context>
<context>
    <name>twinward::record::ImmunisationForm</name>
    <message>
        <source>Vaccine</source>
        <translation>疫苗</translation>
    </message>
    <message>
        <source>Lot number</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Where on the body</source>
        <translation>接种部位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
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
        <source>Write which vaccine.</source>
        <translation>请写明疫苗名称。</translation>
    </message>
    <message>
        <source>Write the date.</source>
        <translation>请写明日期。</translation>
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
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Codes, names and the drug classes of a table are compared: check other drugs yourself.</source>
        <translation>仅比较代码、药名以及药物类别表中的类别：其他药物请自行核对。</translation>
    </message>
    <message>
        <source>It can&apos;t end before it begins.</source>
        <translation>结束时间不能早于开始时间。</translation>
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
        <source>%1: %2</source>
        <comment>kind of entry, what it says</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>twinward::record::PatientChooser</name>
    <message>
        <source>Nobody here resembles them. Search for the patient.</source>
        <translation>此处没有相似的人。请查找患者。</translation>
    </message>
    <message>
        <source>No patient matches what you typed.</source>
        <translation>没有与您输入的内容相符的患者。</translation>
    </message>
    <message>
        <source>Find the patient</source>
        <translation>查找患者</translation>
    </message>
    <message>
        <source>Name, identifier, birth date or phone</source>
        <translation>姓名、标识号、出生日期或电话</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
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
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Patients it may be</source>
        <translation>可能的患者</translation>
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
    <message>
        <source>Last seen</source>
        <translation>最近就诊</translation>
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
    <message>
        <source>&amp;Last seen first</source>
        <translation>最近就诊在前(&amp;L)</translation>
    </message>
</context>
<context>
    <name>twinward::record::PdfView</name>
    <message>
        <source>Pages of the document</source>
        <translation>文档页面</translation>
    </message>
    <message>
        <source>This PDF has a password of its own. Save it to open it elsewhere.</source>
        <translation>此 PDF 自带密码。请保存后在别处打开。</translation>
    </message>
    <message>
        <source>The PDF is damaged and can&apos;t be shown.</source>
        <translation>此 PDF 已损坏，无法显示。</translation>
    </message>
</context>
<context>
    <name>twinward::record::ProcedureForm</name>
    <message>
        <source>Procedure</source>
        <translation>操作</translation>
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
        <source>When</source>
        <translation>时间</translation>
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
        <source>Write what was done.</source>
        <translation>请写明所做的操作。</translation>
    </message>
    <message>
        <source>Write the date.</source>
        <translation>请写明日期。</translation>
    </message>
    <message>
        <source>It can&apos;t have ended before it began.</source>
        <translation>结束时间不能早于开始时间。</translation>
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
    <name>twinward::record::TextView</name>
    <message>
        <source>Text of the document</source>
        <translation>文档文字</translation>
    </message>
    <message>
        <source>

[The document goes on. Save it to read all of it.]</source>
        <translation>

[文档未完。请保存后阅读全文。]</translation>
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
    <message>
        <source>%1 (%2) at %3, taken in by %4</source>
        <comment>name, role, clinic, name</comment>
        <translation>%3 的 %1（%2），由 %4 收入</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>who and when, a sentence</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>twinward::sync::AddComputer</name>
    <message>
        <source>No computer was added.</source>
        <translation>没有添加电脑。</translation>
    </message>
    <message>
        <source>The time is over.</source>
        <translation>时间已到。</translation>
    </message>
    <message>
        <source>The words are not the same.</source>
        <translation>词语不一致。</translation>
    </message>
    <message>
        <source>It was refused.</source>
        <translation>已被拒绝。</translation>
    </message>
    <message>
        <source>Others tried to get in too often.</source>
        <translation>有人尝试次数过多。</translation>
    </message>
    <message>
        <source>One of the two screens wants something else: to exchange cards of clinics.</source>
        <translation>其中一个屏幕要做的是另一件事：交换诊所卡片。</translation>
    </message>
    <message>
        <source>The two computers run different versions of this program.</source>
        <translation>两台电脑运行的程序版本不同。</translation>
    </message>
    <message>
        <source>The code is not the one on the other screen, or was used already.</source>
        <translation>该代码与另一屏幕上的不同，或已使用过。</translation>
    </message>
    <message>
        <source>The connection between the two computers broke.</source>
        <translation>两台电脑之间的连接中断了。</translation>
    </message>
    <message>
        <source>It was broken off.</source>
        <translation>已中止。</translation>
    </message>
    <message>
        <source>Somebody may be standing between the two computers. Nothing was given away. Try once more in another network, or with a cable between the two; if the words differ again, ask for help.</source>
        <translation>可能有人在两台电脑之间窃听。没有泄露任何内容。请换一个网络再试，或用网线直接连接两台电脑；如果词语仍不一致，请寻求帮助。</translation>
    </message>
    <message>
        <source>Somebody on this network may be playing tricks. Nothing was given away. Use the code, or another network.</source>
        <translation>此网络中可能有人捣乱。没有泄露任何内容。请使用代码，或换一个网络。</translation>
    </message>
    <message>
        <source>Choose «Add a computer» on the computer that is in the clinic already, and «Join a clinic» on the new one.</source>
        <translation>请在已加入诊所的电脑上选择“添加电脑”，在新电脑上选择“加入诊所”。</translation>
    </message>
    <message>
        <source>Bring both to the newer version, then try again.</source>
        <translation>请把两台都升级到较新版本，然后重试。</translation>
    </message>
    <message>
        <source>Ask for a new code on the other screen, and type that.</source>
        <translation>请在另一屏幕上取得新代码并输入。</translation>
    </message>
    <message>
        <source>Look whether both are on and on the same network, then try again.</source>
        <translation>请检查两台是否都已开机并在同一网络中，然后重试。</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again when both people are at their screens.</source>
        <translation>没有任何改动。请在两人都在屏幕前时重试。</translation>
    </message>
    <message>
        <source>Add a computer</source>
        <translation>添加电脑</translation>
    </message>
    <message>
        <source>On the new computer start Twinward and choose «Join a clinic that is on another computer». Then type or scan this code there. It works once.</source>
        <translation>在新电脑上启动 Twinward，选择“加入已在另一台电脑上的诊所”，然后在那里输入或扫描此代码。代码只能用一次。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Read these words aloud to whoever sits at the new computer. Are the same six words there, in the same order?</source>
        <translation>请把这些词读给坐在新电脑前的人听。那里是否也是同样的六个词，顺序也相同？</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>The new computer is being let in.</source>
        <translation>正在让新电脑加入。</translation>
    </message>
    <message>
        <source>Waiting for the person at the other computer to say that the words are the same.</source>
        <translation>正在等待另一台电脑前的人确认词语一致。</translation>
    </message>
    <message>
        <source>Let «%1» into the clinic?</source>
        <translation>让“%1”加入诊所？</translation>
    </message>
    <message>
        <source>It gets the whole record of %1, sealed: to open it there, somebody who works here has to give their name and passphrase. Let in only a computer that belongs to the clinic. It can be removed again at any time.</source>
        <translation>它会得到 %1 的全部记录（已加密）：要在那里打开，须由本诊所人员输入姓名和口令。只让属于本诊所的电脑加入。以后可随时移除。</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Let it in</source>
        <translation>允许加入</translation>
    </message>
    <message>
        <source>«%1» is one of the clinic&apos;s computers now. Go on there: it asks for a name and a passphrase, and the record comes by itself.</source>
        <translation>“%1”现在是诊所的电脑了。请到那台电脑上继续：它会询问姓名和口令，记录会自动传过去。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>twinward::sync::AddressesDialog</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>从列表中删除</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Computers on the same network are found by themselves. For one in another building, type the address that its own list of computers shows, such as 192.168.1.20 or ward-pc.local.</source>
        <translation>同一网络中的电脑会自动找到。如果电脑在另一栋楼，请输入它自己的电脑列表中显示的地址，例如 192.168.1.20 或 ward-pc.local。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>twinward::sync::BundleDialog</name>
    <message>
        <source>Write a bundle for a stick</source>
        <translation>把数据包写入U盘</translation>
    </message>
    <message>
        <source>A bundle carries entries to a computer that no network reaches. It is sealed: only this clinic&apos;s computers can open it, so it may go by bus. Images are not in it.</source>
        <translation>数据包把记录带到没有网络的电脑上。它已加密：只有本诊所的电脑能打开，因此可以随班车捎带。其中不含影像。</translation>
    </message>
    <message>
        <source>All computers: the whole record</source>
        <translation>所有电脑：全部记录</translation>
    </message>
    <message>
        <source>%1: what it lacks, as far as is known here</source>
        <translation>%1：据此处所知它缺少的内容</translation>
    </message>
    <message>
        <source>For</source>
        <translation>给</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation>给(&amp;F)</translation>
    </message>
    <message>
        <source>Write a bundle</source>
        <translation>写数据包</translation>
    </message>
    <message>
        <source>Bundles (*.twbundle)</source>
        <translation>数据包 (*.twbundle)</translation>
    </message>
</context>
<context>
    <name>twinward::sync::ClinicsPanel</name>
    <message>
        <source>Change the relay…</source>
        <translation>更改中继…</translation>
    </message>
    <message>
        <source>Set up the relay…</source>
        <translation>设置中继…</translation>
    </message>
    <message>
        <source>Turn the relay on</source>
        <translation>打开中继</translation>
    </message>
    <message>
        <source>Turn the relay off</source>
        <translation>关闭中继</translation>
    </message>
    <message>
        <source>Physicians and administrators make clinics known here.</source>
        <translation>由医师和管理员登记相识的诊所。</translation>
    </message>
    <message>
        <source>Write this clinic&apos;s card</source>
        <translation>写出本诊所卡片</translation>
    </message>
    <message>
        <source>Cards (*.twcard)</source>
        <translation>诊所卡片 (*.twcard)</translation>
    </message>
    <message>
        <source>Writing the card</source>
        <translation>正在写出卡片</translation>
    </message>
    <message>
        <source>Written: %1. Read this to them, it must be the same there: %2</source>
        <translation>已写出：%1。请向对方读出以下指纹，那里必须相同：%2</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>正在读取卡片</translation>
    </message>
    <message>
        <source>Its fingerprint</source>
        <translation>对方的指纹</translation>
    </message>
    <message>
        <source>Your own fingerprint, as the other clinic must see it</source>
        <translation>您自己的指纹，对方诊所看到的必须相同</translation>
    </message>
    <message>
        <source>A clinic&apos;s card</source>
        <translation>诊所卡片</translation>
    </message>
    <message>
        <source>Is this the fingerprint that the other clinic reads to you?</source>
        <translation>这是否就是对方诊所向您读出的指纹？</translation>
    </message>
    <message>
        <source>Call them on a number you know, and compare all the digits. Whoever changed the card on its way would otherwise get what is meant for them.</source>
        <translation>请拨打您已知的号码，核对所有数字。否则，在途中篡改卡片的人就会得到本应给对方的内容。</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>It is the same: take it</source>
        <translation>相同：收取</translation>
    </message>
    <message>
        <source>Taking the card</source>
        <translation>正在收取卡片</translation>
    </message>
    <message>
        <source>«%1» is known here now. Give them your card too.</source>
        <translation>现已认识“%1”。请也把您的卡片交给对方。</translation>
    </message>
    <message>
        <source>Clinics on the same network are found by themselves. For «%1» elsewhere, type the address that one of its computers has, such as 192.168.1.20 or clinic.example.org.</source>
        <translation>同一网络中的诊所会自动找到。若“%1”在别处，请输入其中一台电脑的地址，例如 192.168.1.20 或 clinic.example.org。</translation>
    </message>
    <message>
        <source>Leaving letters</source>
        <translation>正在存放信件</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) left, sealed. None counts as arrived before the other clinic&apos;s receipt is back.</source>
        <translation>
            <numerusform>已存放 %n 封密封信件。在收到对方诊所回执之前，均不算送达。</numerusform>
        </translation>
    </message>
    <message>
        <source>The other letters were left.</source>
        <translation>其余信件已存放。</translation>
    </message>
    <message>
        <source>Taking letters in</source>
        <translation>正在收取信件</translation>
    </message>
    <message>
        <source>There was no new letter for this clinic.</source>
        <translation>没有给本诊所的新信件。</translation>
    </message>
    <message numerus="yes">
        <source>%n new letter(s) taken in; the answers are on the stick, take it back to them.</source>
        <translation>
            <numerusform>已收取 %n 封新信件；回复已写在 U 盘上，请送回对方。</numerusform>
        </translation>
    </message>
    <message>
        <source>The other letters were taken in.</source>
        <translation>其余信件已收取。</translation>
    </message>
    <message>
        <source>Other clinics</source>
        <translation>其他诊所</translation>
    </message>
    <message>
        <source>No other clinic is known here. Once two clinics have met, patients can be referred from one to the other, and letters go by themselves.</source>
        <translation>这里不认识任何其他诊所。两家诊所相识后，即可相互转诊患者，信件会自动送出。</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>诊所</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Waits for it</source>
        <translation>等待送往</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The clinics that are known here</source>
        <translation>这里认识的诊所</translation>
    </message>
    <message>
        <source>Meet another clinic…</source>
        <translation>与另一诊所相识…</translation>
    </message>
    <message>
        <source>Leave letters on a stick…</source>
        <translation>将信件存到 U 盘…</translation>
    </message>
    <message>
        <source>Take letters from a stick…</source>
        <translation>从 U 盘收取信件…</translation>
    </message>
    <message>
        <source>Call them now</source>
        <translation>立即连接</translation>
    </message>
    <message>
        <source>Addresses…</source>
        <translation>地址…</translation>
    </message>
    <message>
        <source>Write this clinic&apos;s card…</source>
        <translation>写出本诊所卡片…</translation>
    </message>
    <message>
        <source>Take a clinic&apos;s card…</source>
        <translation>收取诊所卡片…</translation>
    </message>
    <message>
        <source>Regional relay</source>
        <translation>地区中继</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>twinward::sync::ComputersPanel</name>
    <message>
        <source>Administrators, and whoever set the clinic up, add and remove computers.</source>
        <translation>由管理员和诊所创建者添加和移除电脑。</translation>
    </message>
    <message>
        <source>No longer the main computer</source>
        <translation>不再作为主电脑</translation>
    </message>
    <message>
        <source>Make it the main computer</source>
        <translation>设为主电脑</translation>
    </message>
    <message>
        <source>No computer was removed.</source>
        <translation>没有移除电脑。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Writing the bundle</source>
        <translation>正在写数据包</translation>
    </message>
    <message>
        <source>No bundle was written.</source>
        <translation>没有写出数据包。</translation>
    </message>
    <message>
        <source>Bundles (*.twbundle)</source>
        <translation>数据包 (*.twbundle)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Taking the bundle in</source>
        <translation>正在收入数据包</translation>
    </message>
    <message>
        <source>What was here is as it was.</source>
        <translation>此处原有内容保持不变。</translation>
    </message>
    <message>
        <source>What could be read of it is kept.</source>
        <translation>其中可读取的内容已保留。</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>It was restored from a backup: go on from here</source>
        <translation>它是从备份恢复的：从这里继续</translation>
    </message>
    <message>
        <source>What was made here since that backup and reached another computer comes back from there. What reached none is lost. From now on this computer writes a new chain.</source>
        <translation>自该备份以来在此录入、并已到达另一台电脑的内容会从那里传回。未到达任何电脑的内容已丢失。从现在起，本机写入新的链。</translation>
    </message>
    <message>
        <source>This is the clinic&apos;s only computer. With a second one, everything entered here is there too, and a broken or stolen laptop loses nothing.</source>
        <translation>这是诊所唯一的电脑。有了第二台，在此录入的内容那里也都有，笔记本损坏或失窃也不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>It lacks</source>
        <translation>它缺少</translation>
    </message>
    <message>
        <source>Missing here</source>
        <translation>本机缺少</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The clinic&apos;s computers</source>
        <translation>诊所的电脑</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的情况</translation>
    </message>
    <message>
        <source>Written on</source>
        <translation>写入于</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>由谁带来</translation>
    </message>
    <message>
        <source>What was not in order</source>
        <translation>不合规的内容</translation>
    </message>
    <message>
        <source>Add a computer…</source>
        <translation>添加电脑…</translation>
    </message>
    <message>
        <source>Remove this computer…</source>
        <translation>移除此电脑…</translation>
    </message>
    <message>
        <source>Call the others now</source>
        <translation>立即呼叫其他电脑</translation>
    </message>
    <message>
        <source>Addresses…</source>
        <translation>地址…</translation>
    </message>
    <message>
        <source>Write a bundle for a stick…</source>
        <translation>把数据包写入U盘…</translation>
    </message>
    <message>
        <source>Take a bundle in…</source>
        <translation>收入数据包…</translation>
    </message>
    <message>
        <source>Keep in step with the other computers over the network</source>
        <translation>通过网络与其他电脑保持同步</translation>
    </message>
    <message>
        <source>Images on this computer</source>
        <translation>本机上的影像</translation>
    </message>
    <message>
        <source>Fetched when somebody opens them</source>
        <translation>打开时再取</translation>
    </message>
    <message>
        <source>All of them, as they come</source>
        <translation>全部随到随取</translation>
    </message>
    <message>
        <source>Others may call</source>
        <translation>其他电脑可以呼叫</translation>
    </message>
    <message>
        <source>«%1» keeps and passes on the record, and can&apos;t read it.</source>
        <translation>“%1”保管并转交病历，但无法读取。</translation>
    </message>
    <message>
        <source>Reading the request</source>
        <translation>正在读取请求</translation>
    </message>
    <message>
        <source>No computer was added.</source>
        <translation>没有添加电脑。</translation>
    </message>
    <message>
        <source>Take in a keeper</source>
        <translation>接纳保管机</translation>
    </message>
    <message>
        <source>Let «%1» keep the clinic&apos;s record without reading it?</source>
        <translation>允许“%1”保管诊所病历而不读取？</translation>
    </message>
    <message>
        <source>It holds everything sealed and passes it on, with no key to any of it: stolen, it shows nobody&apos;s record. Let in only a computer that belongs to the clinic. It can be removed again at any time.</source>
        <translation>它保存全部密封内容并转交，但没有任何密钥：即使被盗也不会泄露任何人的病历。只接纳属于本诊所的电脑。可随时再将其移除。</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Let it in…</source>
        <translation>接纳…</translation>
    </message>
    <message>
        <source>Write the file to take back to it</source>
        <translation>写出要带回给它的文件</translation>
    </message>
    <message>
        <source>Letting it in</source>
        <translation>正在接纳</translation>
    </message>
    <message>
        <source>«%1» keeps and passes on from now on, and can&apos;t read. Take %2 back to it, then delete the file.</source>
        <translation>“%1”从现在起保管并转交，但无法读取。请将 %2 带回给它，然后删除该文件。</translation>
    </message>
    <message>
        <source>Take in a keeper&apos;s request…</source>
        <translation>接纳保管机的请求…</translation>
    </message>
</context>
<context>
    <name>twinward::sync::Done</name>
    <message>
        <source>What was here is as it was.</source>
        <translation>此处原有内容保持不变。</translation>
    </message>
</context>
<context>
    <name>twinward::sync::FillingScreen</name>
    <message>
        <source>The clinic&apos;s record is on its way</source>
        <translation>诊所的记录正在传来</translation>
    </message>
    <message>
        <source>Charts can be looked at as soon as the first have come. Entries can be made once the clinic&apos;s past is here too. Keep both computers on and on the same network.</source>
        <translation>首批病历一到即可查看。诊所以往的记录也到齐后即可录入。请让两台电脑都开着并在同一网络中。</translation>
    </message>
    <message>
        <source>Stop for now</source>
        <translation>暂时停止</translation>
    </message>
    <message>
        <source>What has come stays; it goes on when somebody unlocks.</source>
        <translation>已到的内容会保留；有人解锁后会继续。</translation>
    </message>
    <message>
        <source>How much of the record has come</source>
        <translation>记录已到的比例</translation>
    </message>
    <message>
        <source>Stopping: what has come is being stored.</source>
        <translation>正在停止：正在保存已到的内容。</translation>
    </message>
    <message>
        <source>%1 of %2 saves have come.</source>
        <comment>times that somebody saved something</comment>
        <translation>已到 %1 / %2 次保存。</translation>
    </message>
    <message>
        <source>The other computer is there.</source>
        <translation>另一台电脑已在线。</translation>
    </message>
    <message>
        <source>Calling the clinic&apos;s computers.</source>
        <translation>正在呼叫诊所的电脑。</translation>
    </message>
    <message>
        <source>%1 It is tried again by itself; what has come is kept.</source>
        <comment>what went wrong</comment>
        <translation>%1 会自动重试；已到的内容会保留。</translation>
    </message>
</context>
<context>
    <name>twinward::sync::JoinScreen</name>
    <message>
        <source>This computer is let in already; only the name and the passphrase are missing.</source>
        <translation>本机已获准加入；只差姓名和口令。</translation>
    </message>
    <message>
        <source>Looking on this network for a computer that adds one. There, open Computers and press «Add a computer». None is found? Then type its code, which works in any network.</source>
        <translation>正在此网络中寻找正在添加电脑的电脑。请在那台电脑上打开“电脑”，按“添加电脑”。找不到？请输入它的代码，代码在任何网络中都可用。</translation>
    </message>
    <message>
        <source>Choose the address that stands on the other screen.</source>
        <translation>请选择另一屏幕上显示的地址。</translation>
    </message>
    <message>
        <source>Join a clinic</source>
        <translation>加入诊所</translation>
    </message>
    <message>
        <source>The clinic&apos;s record comes to this computer, sealed, and both are kept alike from then on. Somebody who may add computers sits at the one that is in the clinic already.</source>
        <translation>诊所的记录会加密传到本机，此后两台保持一致。须有可添加电脑的人员坐在已加入诊所的电脑前。</translation>
    </message>
    <message>
        <source>&amp;Name of this computer, as others will see it</source>
        <translation>本机名称（其他人看到的）(&amp;N)</translation>
    </message>
    <message>
        <source>Name of this computer</source>
        <translation>本机名称</translation>
    </message>
    <message>
        <source>Computers found</source>
        <translation>找到的电脑</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Or type, or scan, the code that the other screen shows</source>
        <translation>或者输入或扫描另一屏幕上显示的代码</translation>
    </message>
    <message>
        <source>Code from the other screen</source>
        <translation>另一屏幕上的代码</translation>
    </message>
    <message>
        <source>Use the code</source>
        <translation>使用代码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Are these six words on the other screen too, in the same order? Let its person read them aloud.</source>
        <translation>另一屏幕上是否也有这六个词，顺序也相同？请那边的人读出来。</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Calling the other computer.</source>
        <translation>正在呼叫另一台电脑。</translation>
    </message>
    <message>
        <source>Waiting for the person at the other computer to let this one in.</source>
        <translation>正在等待另一台电脑前的人允许本机加入。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>This computer was let in. Who is going to work here? The name and the passphrase are those used on the clinic&apos;s other computers.</source>
        <translation>本机已获准加入。谁将在此工作？姓名和口令与在诊所其他电脑上使用的相同。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Opening the keys; this takes a moment.</source>
        <translation>正在打开密钥，请稍候。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
</context>
<context>
    <name>twinward::sync::MeetClinic</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>The other clinic is not known here.</source>
        <translation>这里不认识对方诊所。</translation>
    </message>
    <message>
        <source>No other computer on this network is waiting to meet a clinic yet.</source>
        <translation>此网络中还没有其他电脑在等待与诊所相识。</translation>
    </message>
    <message>
        <source>Or choose here the address that stands on the &amp;other screen</source>
        <translation>或在此选择对方屏幕上显示的地址(&amp;O)</translation>
    </message>
    <message>
        <source>Computers found</source>
        <translation>找到的电脑</translation>
    </message>
    <message>
        <source>Call it</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Or &amp;type, or scan, the code that the other screen shows</source>
        <translation>或输入、扫描对方屏幕显示的代码(&amp;T)</translation>
    </message>
    <message>
        <source>Code from the other screen</source>
        <translation>另一屏幕上的代码</translation>
    </message>
    <message>
        <source>Use the code</source>
        <translation>使用代码</translation>
    </message>
    <message>
        <source>Meet another clinic</source>
        <translation>与另一诊所相识</translation>
    </message>
    <message>
        <source>At the other clinic&apos;s computer, choose «Meet another clinic» too. Then one of you calls the other: it is enough if one does.</source>
        <translation>请在对方诊所的电脑上也选择“与另一诊所相识”。然后由其中一方连接另一方：一方连接即可。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read these words aloud to whoever sits at the other computer. Are the same six words there, in the same order?</source>
        <translation>请向另一台电脑前的人读出这些词。那里是否有相同的六个词，且顺序相同？</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Calling the other computer.</source>
        <translation>正在呼叫另一台电脑。</translation>
    </message>
    <message>
        <source>Waiting for the person at the other computer to say yes.</source>
        <translation>正在等待另一台电脑前的人确认。</translation>
    </message>
    <message>
        <source>Is this the clinic that you want to exchange letters with?</source>
        <translation>这是您要与之互通信件的诊所吗？</translation>
    </message>
    <message>
        <source>Its fingerprint</source>
        <translation>对方的指纹</translation>
    </message>
    <message>
        <source>Your own fingerprint, as the other screen must show it</source>
        <translation>您自己的指纹，对方屏幕显示的必须相同</translation>
    </message>
    <message>
        <source>From then on patients can be referred to it, and it can send letters here. It sees nothing of anybody whom nobody referred.</source>
        <translation>此后可向其转诊患者，对方也可送信到这里。未被转诊的人，对方什么也看不到。</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes, it is</source>
        <translation>是的</translation>
    </message>
    <message>
        <source>«%1» is known here now. When it is known there too, letters go by themselves whenever the two can reach each other, or by way of the region&apos;s relay.</source>
        <translation>现已认识“%1”。待对方也认识本诊所后，只要双方能互相连到，或经由地区中继，信件就会自动送出。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose «Meet another clinic» on both computers.</source>
        <translation>请在两台电脑上都选择“与另一诊所相识”。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>twinward::sync::PairingCodeView</name>
    <message>
        <source>Time left: %1:%2</source>
        <comment>minutes:seconds</comment>
        <translation>剩余时间：%1:%2</translation>
    </message>
    <message>
        <source>The code as a picture, for a scanner</source>
        <translation>代码的图形，供扫描器使用</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code to type on the other computer</source>
        <translation>要在另一台电脑上输入的代码</translation>
    </message>
    <message>
        <source>Or choose this computer there from the list, as %1, and compare six words.</source>
        <comment>an address, or several</comment>
        <translation>或者在那里从列表中选择本机（%1），并核对六个词。</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between addresses</comment>
        <translation> 或 </translation>
    </message>
</context>
<context>
    <name>twinward::sync::RelayDialog</name>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>证书 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Regional relay</source>
        <translation>地区中继</translation>
    </message>
    <message>
        <source>Whoever runs the relay gives you all of this. The password is kept sealed on this computer, for you alone; the relay sees from which clinic to which a letter goes, and nothing of what is in it.</source>
        <translation>以下各项均由中继运营者提供。密码密封保存在本机，仅供您使用；中继只能看到信件由哪家诊所送往哪家，看不到其中内容。</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>主机(&amp;H)</translation>
    </message>
    <message>
        <source>P&amp;ort, where it is not 5432</source>
        <translation>端口（若非 5432）(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Database</source>
        <translation>数据库(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Name there</source>
        <translation>在那里的名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Certificate &amp;file</source>
        <translation>证书文件(&amp;F)</translation>
    </message>
    <message>
        <source>One is kept already. Type another only to change it.</source>
        <translation>已保存有密码。仅在更改时才输入新的。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Remove the relay</source>
        <translation>移除中继</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>twinward::sync::RemoveComputer</name>
    <message>
        <source>Remove a computer</source>
        <translation>移除电脑</translation>
    </message>
    <message>
        <source>«%1» is no longer one of the clinic&apos;s computers once you agree. What it brought until now stays. Whatever it writes from then on is refused by all others. The clinic&apos;s keys are changed: what is stored from now on can&apos;t be opened with what is on it. What was on it already stays readable there for who has a passphrase.</source>
        <translation>您同意后，“%1”就不再是诊所的电脑。它至今带来的内容会保留。此后它写入的任何内容都会被其他电脑拒绝。诊所的密钥会更换：今后保存的内容无法用它上面的密钥打开。它上面已有的内容，有口令的人在那里仍可读取。</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Stolen</source>
        <translation>失窃</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Given away</source>
        <translation>已转让</translation>
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
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>twinward::sync::StateButton</name>
    <message>
        <source>Other computers: %1</source>
        <translation>其他电脑：%1</translation>
    </message>
</context>
<context>
    <name>twinward::sync::WordCards</name>
    <message>
        <source>%1  %2</source>
        <comment>which word, the word</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Six words: %1</source>
        <translation>六个词：%1</translation>
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
        <source>Saved on this computer at %1</source>
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
    <message>
        <source>Tracks</source>
        <translation>显示项</translation>
    </message>
    <message numerus="yes">
        <source>Tracks (%n hidden)</source>
        <translation>
            <numerusform>显示项（隐藏 %n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose tracks</source>
        <translation>选择显示项</translation>
    </message>
    <message>
        <source>Choose which tracks are drawn (F4)</source>
        <translation>选择绘出哪些项目（F4）</translation>
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
        <source>&amp;Wrong entry: take it back</source>
        <translation>录入错误：撤回(&amp;W)</translation>
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
        <source>Why it was wrong</source>
        <translation>为何有误</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>原因(&amp;E)</translation>
    </message>
    <message>
        <source>The chart is what it was.</source>
        <translation>病历保持原样。</translation>
    </message>
    <message>
        <source>&amp;Correct it</source>
        <translation>更正(&amp;C)</translation>
    </message>
    <message>
        <source>Correct an entry</source>
        <translation>更正条目</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::CorrectionFields</name>
    <message>
        <source>Write when it was measured.</source>
        <translation>请写明测量时间。</translation>
    </message>
    <message>
        <source>&amp;Measured</source>
        <translation>测量时间(&amp;M)</translation>
    </message>
    <message>
        <source>Time of measurement</source>
        <translation>测量时间</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>方式(&amp;H)</translation>
    </message>
    <message>
        <source>by ear, monitor bed 3</source>
        <comment>how it was measured, as examples</comment>
        <translation>听诊、3 床监护仪</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>装置(&amp;D)</translation>
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
    <message>
        <source>Close the recording</source>
        <translation>关闭记录文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No feed. Open the patient whose monitor sends to this clinic. Open a recording (WFDB or EDF) to replay it as it came.</source>
        <translation>没有数据源。请打开其监护仪向本诊所发送数据的患者。或打开记录文件（WFDB 或 EDF），按原样回放。</translation>
    </message>
    <message>
        <source>Nothing has come from a monitor for this patient in the last ten minutes. Open a recording (WFDB or EDF) to replay it as it came.</source>
        <translation>最近十分钟没有收到此患者的监护仪数据。可打开记录文件（WFDB 或 EDF），按原样回放。</translation>
    </message>
</context>
<context>
    <name>twinward::vitals::MonitorView</name>
    <message>
        <source>Blood pressure</source>
        <translation>血压</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>伪差</translation>
    </message>
    <message>
        <source>nothing for %1</source>
        <translation>已 %1无数据</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>%n 秒前</numerusform>
        </translation>
    </message>
    <message>
        <source>Where nothing comes any more the number is the last one, and the trace ends. Check the monitor and its connection.</source>
        <translation>不再有数据传来时，数字为最后一次的值，波形到此为止。请检查监护仪及其连接。</translation>
    </message>
    <message>
        <source>As it came into the record in the last ten minutes.</source>
        <translation>最近十分钟进入病历的原样数据。</translation>
    </message>
    <message>
        <source>Vital signs of the last ten minutes</source>
        <translation>最近十分钟的生命体征</translation>
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
    <name>twinward::vitals::TracksMenu</name>
    <message>
        <source>Show &amp;all</source>
        <translation>全部显示(&amp;A)</translation>
    </message>
    <message>
        <source>Tracks that are drawn</source>
        <translation>绘出的项目</translation>
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
        <source>Saved on this computer: %1. Now the next patient.</source>
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
    <name>twinward::workbench::ListenAddress</name>
    <message>
        <source>Who may send</source>
        <translation>谁可以发送</translation>
    </message>
    <message>
        <source>From this computer only (%1)</source>
        <translation>仅限这台电脑（%1）</translation>
    </message>
    <message>
        <source>From every network of this computer (%1)</source>
        <translation>这台电脑所在的所有网络（%1）</translation>
    </message>
    <message>
        <source>From the network of %1</source>
        <translation>%1 所在的网络</translation>
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
    <name>twinward::workbench::ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
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
    <name>twinward::workstation::ArrivingAlert</name>
    <message>
        <source>Still arriving: entries may be missing</source>
        <translation>仍在传来：可能缺少记录</translation>
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
    <message>
        <source>No command, panel or patient is called that</source>
        <translation>没有此名称的命令、面板或患者</translation>
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
        <source>Saved on this computer, %1</source>
        <translation>已保存在本机，%1</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>%1, %2 · %3</source>
        <comment>user, role, clinic</comment>
        <translation>%1，%2 · %3</translation>
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
    <message>
        <source>Leave the headset</source>
        <translation>离开头显</translation>
    </message>
    <message>
        <source>Enter the headset</source>
        <translation>进入头显</translation>
    </message>
</context>
</TS>
