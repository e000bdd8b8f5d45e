"""Given names that tell a person's gender, most often.

Written from general knowledge. Names borne by women and men alike are left out.
"""

__all__ = ["FEMALE", "MALE"]

MALE = frozenset(
    """
    aaron abraham adam adrian aidan alan albert alec alex alexander alfred allan allen alvin
    andrew andy angus anthony archie arnold arthur austin barack barney barry bart ben benedict
    benjamin bernard bernie bert bill billy blake bob bobby boris brad bradley brandon brendan
    brett brian bruce bryan byron caleb calvin cameron carl cecil chad charles charlie chester
    chris christian christopher chuck clarence clark claude clay clifford clint clinton clive
    clyde colin connor conor craig curtis cyril damian damien dan daniel danny darren dave david
    dean declan dennis derek desmond dick dirk dominic don donald donnie doug douglas duncan
    dustin dwayne dwight dylan ed eddie edgar edmund eduard edward edwin eli elijah elliot elliott
    elmer elon emmanuel eric ernest ethan eugene evan felix fergus finn floyd francis frank
    franklin fred freddie frederick gabriel gareth garrett garry gary gavin geoff geoffrey george
    gerald gerard gerry gilbert giles glen glenn gordon graham grant greg gregory gus guy hank
    hans harold harrison harry harvey hector henry herbert herman homer horace howard hubert hugh
    hugo humphrey ian irving isaac ivan jack jacob jake james jared jason jed jeff jefferson
    jeffrey jeremiah jeremy jerome jerry jim jimmy joe joel john johnny jon jonah jonathan joseph
    josh joshua jude julian julius justin karl keith ken kenneth kenny kevin kirk kurt kyle lance
    larry lars laurence lawrence leo leon leonard leroy lester levi lewis liam lionel lloyd logan
    lou louis lucas luke luther malcolm marcus mark marshall martin marvin mason matt matthew
    maurice maxwell melvin michael mick mickey mike milton mitch mitchell morris moses murray
    nathan nathaniel neal ned neil nelson neville nicholas nick nigel noah noel norman oliver
    oscar otto owen patrick paul percy perry pete peter phil philip phillip quentin quincy ralph
    randall randy ray raymond reginald richard rick robert rod roderick rodney roger roland ron
    ronald ronnie rory roscoe ross roy rudolph rupert russell rusty ryan samuel scott sean
    sebastian seth shane shaun shawn sheldon sid sidney simon spencer stan stanley stephen steve
    steven stewart stuart ted terence terrence theodore thomas tim timothy toby todd tom tommy
    tony travis trevor tristan troy tyler vernon vic victor vince vincent virgil wallace walt
    walter warren wayne wesley wilbur wilfred willard william willie winston woodrow xavier zach
    zachary
    achim alain alberto alessandro alessio alexandre alois anders andre andreas angelo antoine
    antonio armin arnaud arne aurelien axel bastien bengt bernd bjorn borje bruno carlo carsten
    cedric christoph claes claudio clemens corrado cristiano cyrille daniele dario davide denis
    detlef didier dieter dietmar domenico eberhard edoardo edouard egon einar ekkehard emanuele
    emile enrico enzo erich erik ernst etienne ettore fabien fabio fabrice fabrizio federico
    fernand filippo flavio florian francesco franco francois franz frederic fredrik friedrich
    fritz gaston geert gennaro gerhard gerrit giacomo gianluca gianni gilles giorgio giovanni
    giulio giuseppe goran gottfried gregoire guenter guglielmo guido guillaume gunnar gunther
    gustaf gustave hakan harald hartmut heiko heiner heinrich heinz helmut henri henrik hermann
    herve holger horst ingo jaap jacques jens jochen joerg johann johannes jonas jorgen juergen
    julien jurgen kai kees klaus knut konrad laurent leif lorenzo lothar luca luciano lucien
    ludwig luigi lukas magnus manfred marcel marcello marco mario markus massimo mathieu mats
    matteo matthias mattia maurizio mauro maxime michel michele mikael moritz nicolas niklas nils
    norbert olaf ole olivier olof oskar paolo pascal pasquale philippe pierre piet pieter pietro
    poul raffaele rainer ralf raoul rasmus reinhard reinhold remi rene riccardo roberto rocco rolf
    romain romano rudiger rudolf ruud salvatore sandro sebastien serge sergio siegfried sigurd
    silvio soren stefan stefano steffen stephane stig sven sverre sylvain theo thierry thorsten
    tobias tommaso tor torbjorn torsten trygve udo ulf ulrich umberto uwe valentin vincenzo
    vittorio volker werner wilhelm willem wim winfried wolf wolfgang yann yves
    adolfo afonso agustin alejandro alfonso alfredo alonso alvaro anderson andres anibal armando
    arturo augusto baltasar bernardo caetano camilo carlos celso cesar cristobal diego domingo
    duarte edson eduardo efrain emiliano emilio enrique ernesto esteban ezequiel fabian felipe
    fernando fernao fidel francisco geraldo gerardo german gonzalo guillermo gustavo helio
    henrique hernan horacio humberto ignacio jaime jair javier jesus joao joaquim joaquin jorge
    jose josue juan julio leandro leonardo leopoldo luis luiz lula manuel marcelo marcio mariano
    mateo mauricio miguel moises nestor nuno octavio omar osvaldo otavio pablo patricio paulo
    pedro rafael ramiro ramon raul ricardo rodolfo rodrigo rogelio ruben rui salvador santiago
    saul teodoro thiago tiago tomas vasco vicente wagner
    aleksandar aleksander aleksandr aleksei aleksey aleksy alexandros alexandru alexei alexey
    algirdas anatoli anatoly andrei andrey andrij andris andriy andrzej anton antonis apostolos
    arben arkady arman armen artak artem artur arvydas attila balazs bela bidzina bogdan bohdan
    borislav borys bronislaw calin catalin christos ciprian costas cristian czeslaw dacian dariusz
    davit denys dimitar dimitri dimitrios dimitris dmitri dmitriy dmitry dmytro dorin dragan dusan
    dzhokhar edi enver evangelos evgeni evgeny fedor ferenc filip florin fyodor gabor gagik
    garegin gennady georgi georgios georgy gevorg gheorghe giannis gintautas giorgi gitanas gjergj
    gleb grigory grzegorz gyorgy hashim henryk horia hovhannes ievgen igor ihor ilir ilya imre
    ioannis ion irakli istvan iulian ivo jaak jacek jakub janos janusz jaroslav jaroslaw jerzy
    josip jozef jozsef juris kakha karel kazimierz kirill konstantin konstantinos kostas
    kostyantyn krzysztof kyriakos laszlo lech leonid leszek levan levon liviu lubomir lukasz
    maciej maksim mamuka marek marijan marius mariusz mart mateusz maxim michal mihai mikhail
    mikheil mikola milan milorad milos mircea miroslav mykhailo mykola nenad nicolae nicusor
    nikita nikol nikola nikolai nikolay nikos octavian oleg oleh oleksandr oleksii oleksiy
    olexander ondrej ostap ovidiu panagiotis panos pavel pavlo pawel petar petr petro piotr
    radoslaw radovan radu ramush ramzan razvan roman rostyslav ruslan sandor sergei sergey sergii
    sergiy serhii serhiy serzh slavomir slobodan sorin spyros stanislav stanislaw stavros stepan
    svyatoslav tamas taras tibor tigran tomasz tomislav toomas tornike traian tudor vaclav vadim
    vadym vahagn vakhtang valdis valentyn valeriy valery vasil vasile vasily vassilis vasyl vazgen
    viacheslav viktor vitali vitalii vitaliy vitaly vlad vladimir vladislav vladlen vladyslav
    vojislav volodymyr vsevolod vyacheslav waldemar wladyslaw wojciech yannis yaroslav yegor
    yevgeni yevgeny yevhen yiannis yulian yuri yuriy yury zbigniew zdravko zoltan zoran zsolt
    zurab zviad
    abbas abd abdallah abdel abdelaziz abdelfattah abdelkader abderrahmane abdo abdul abdulaziz
    abdulkarim abdulla abdullah abdulrahman abu adel adham adnan ahmad ahmed akram ala alaa ali
    amin amir ammar amos anas anwar aref ariel asad ashraf assad avi avigdor avraham ayman aziz
    badr bakr basel bashar bashir bassam bassem benny bilal binyamin burhan chaim daoud dov ehab
    ehud eitan emad ephraim essam fadi fahd fahim faisal farid farouk faruk fathi fawzi fayez
    fayssal fouad fuad gadi ghassan gideon gilad habib hadi hafez hafiz haider haitham hakim hamad
    hamdi hamed hamid hamza hani haroun harun hasan hashem hassan hatem haytham hazem hesham
    hillel hisham hosni houssam husam hussain hussam hussein hussien ibrahim idris ihab imad imran
    ismail issa itamar itzhak iyad jaber jabir jafar jalal jamal jamil jassim jawad kamal kamel
    karim khaldoun khaled khalid khalifa khalil louay luay maged mahdi maher mahmoud mahmud majed
    malik mansour marwan massoud mazen mehdi meir menachem moatassem moaz mohamad mohamed mohammad
    mohammed mohsen moncef mordechai moshe mostafa mouaz moustafa muammar muhammad muhsin munir
    muqtada musa mustafa nabil nader naftali naguib nahum naim naji nasir nasr nasser nawaf nayef
    nazih nir nizar noureddine nouri ofer omran oren osama osman othman qais qasem qasim qusay
    rachid raed rafi rafik rafiq rami ramzi rashad rashid rauf reuven riad riyad riyadh saad saadi
    sabri sadam saddam saeb saeed said saif salah saleh salem salim salman samer sami samir sayed
    seif selim shadi shafiq sharif shaul sheikh sherif shimon shlomo subhi suhail sulaiman
    suleiman taha taher tahseen talal tamer tamim tarek tareq tariq tawfik taysir uri uriel usama
    usman wael wafiq waleed walid wassim yaakov yahya yair yasir yasser yassin yassine yazid
    yehuda yigal yisrael yitzhak yoav yossi younes yousef youssef yusuf yuval zaid zakaria zaki
    zayed zeev zein ziad ziyad zuhair
    abdolhossein abdulhamit abolfazl adem afshin aftab ahmet akbar akhtar akmal alireza alisher
    almazbek alparslan altaf amirhossein amrullah arash arda ardeshir arif asghar asif asim askar
    aslam aslan ataollah atta ayaz azamat babak bahman bahram bahri bahrom bakhtiyar barham baris
    behnam behrouz behzad bekir berat berk bijan bilawal binali bobur bulent burak burhanuddin can
    cem cemil cengiz cevdet chaudhry daniyar dariush davood davron dilshod ebrahim ehsanullah
    elmar emomali emrah emre ender enes engin ercan erdal erdem erdogan erhan erkan erlan erol
    esfandiar eshaq esmail farhad fariborz farrokh farrukh farzad fatih fawad fazal fazl fereydoun
    ferhat fethullah fikret ghasem gholamhossein gholamreza ghulam gokhan gulbuddin gurbanguly
    habibollah haibatullah halil haluk hamdullah hamidreza hammad hayri hekmat heshmatollah heydar
    hibatullah hojjat hormoz hossein houshang hulusi huseyin iftikhar ihsan ijaz ilham ilhan ilker
    iqbal iraj ishaq ishtiaq ismet jahangir jalaluddin jamshid jasur javad javed junaid kaan kadir
    kairat kamil kamran kashif kassym-jomart kazem kemal kenan kerem keyvan khairullah khawaja
    khosrow khurram kianoush koray kourosh kubatbek kurmanbek levent liaquat majid mamed mammad
    manouchehr mansoor masoud masud maulana mawlawi mazloum mehmet mehran melih mert mesut metin
    mevlut mian mir mirzo mithat moeed mohammadreza morteza muharrem muhiddin mullah muneeb murat
    murod nadeem naeem najibullah nasrollah naveed navid nawaz necati nechirvan necmettin nizami
    numan nurettin nursultan odil oguz okan omer omid onur orhan oybek ozan ozgur parvez parviz
    pejman pervaiz pervez qamar qari rahim rahmatullah ramazan ramin ravshan raza recep rehman
    remzi reza rifat rouhollah ruhollah rustam rustem sabahattin sadegh sadik sadyr saeid sajid
    salahuddin saparmurat sarfraz sedat sediq selahattin selcuk semih serdar serhat serkan shafqat
    shahbaz shahid shahin shahram shavkat shehbaz sher sherali shoaib shukhrat siamak siavash
    sibghatullah sinan siraj sirajuddin sirojiddin soheil sohrab sooronbay suat sukru suleyman
    tahir taner tanveer tarik tayfun tayyip temel timur tolga tuncay turgut ufuk ugur ulugbek umar
    umit umut unal vagif vahid vedat veysel volkan vugar wahidullah waqar wasim yadollah yalcin
    yaqoob yasar yavuz yigit yilmaz yousaf zabihollah zabihullah zafar zaheer zahid zalmay zardari
    zeki zia zmaryalai zulfikar
    abhijit abhishek abiy adama agus ajay ajit akash akhilesh akihito akira alassane amadou amar
    amit amitabh anand anil ankit anupam anurag arjun arun arvind ashish ashok ashwin atal atul
    babacar bambang benigno bharat bhupinder blaise boubacar budi chamal chandra cheikh chinedu
    chukwuemeka daisuke deepak devendra dharmendra dilip dinesh emeka emmerson enlai ferdinand
    festus fumio ganesh gautam girish goodluck gopal gotabaya haile hailemariam hakainde harish
    harsh haruki hemant hideki hideo himanshu hirohito hiroshi hiroyuki ibrahima ichiro idriss
    ikenna isaias jae-in jagdish jairam jawaharlal jiabao jinping jintao jiro joko jomo jong-il
    jong-un junichiro juvenal kagame kapil karan katsuya kazuo keiji kenji kenta keqiang kishore
    kiyoshi kofi koichi krishna kun-hee kunal kwame lal lalit lamine macky mahamadou mahamat
    mahathir mahatma mahendra mahesh mahinda maithripala makoto mamadou manish manmohan manohar
    manoj masahiro masao masaru masato masayoshi meles minoru mitsuo mohan moussa muhammadu
    muhyiddin mukesh mukul mulayam mwai najib naoki naoto narayan narendra naresh naveen navjot
    nikhil nitin nitish nnamdi noboru nobuo olusegun oluwaseun osamu ousmane pankaj pawan prabowo
    pradeep prakash pramod pranab prashant praveen prayuth prem rahul raila raj rajat rajeev
    rajendra rajesh rajiv rajnath rakesh ram raman ramesh ranil ranjit ravi rishi rohan rohit ryo
    ryota sachin sadao sadio sajith salif sandeep sanjay sanjeev sanjiv satish satoru satoshi
    satyendra saurabh seiji sekou seok-yeol sharad shashi shigeo shigeru shinichi shinji shinzo
    shivraj shoji siddharth sipho sitaram srettha srinivas subhash subramanian sudhir sung-min
    sunil suresh surya susilo susumu tadashi taichi takashi takeo takeshi taro tatsuo tejashwi
    tendai teruo tetsuya thabo thaksin toru toshio tshilidzi tsuyoshi uddhav uhuru umaru varun
    venkaiah venkat vijay vikas vikram vinay vinod vipin virat vishal vivek xiaoping yakubu
    yasuhiro yasuo yogendra yogesh yogi yoichi yoshihide yoshihiko yoshio yoshiro yosuke yoweri
    yuji yukio yutaka zedong
    """.split()
)

FEMALE = frozenset(
    """
    abby abigail adelaide adele adriana agatha agnes aileen alana alexandra alice alicia alison
    allison alyssa amanda amelia amy angela angelina angie anita ann anna anne annette annie
    antoinette arlene audrey ava barbara beatrice becky belinda bella bernadette bernice bertha
    bessie beth bethany betsy betty beverly bonnie brenda bridget britney camilla candace candice
    carla carmen carol carole caroline carolyn carrie cassandra catherine cathy cecilia celeste
    celia charlene charlotte cheryl chloe christina christine cindy claire clara clare claudia
    colleen connie constance cora courtney cynthia daphne darlene debbie deborah debra deirdre
    delia denise diana diane dianne dolores donna dora doreen doris dorothy edith edna eileen
    elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsie emily emma erica erika
    erin esther ethel eunice eva eve evelyn fay felicia fiona flora frances freda gabrielle gail
    gemma georgina geraldine gertrude gillian gina ginny gladys glenda gloria grace greta gretchen
    gwen gwendolyn hannah harriet hazel heather heidi helen helena henrietta hilary hillary holly
    ida imogen ingrid irene irma isabel isabella isobel ivanka jacqueline jane janet janice janine
    jasmine jeanette jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn jodie
    josephine josie joyce juanita judith judy julia juliana julie juliet justine kaitlyn kamala
    kara karin kate katelyn katharine katherine kathleen kathryn kathy katie katrina kayla keira
    kellyanne kerry kimberly kirsten kristen kristin kristina laura lauren laurie leah leanne lena
    leticia libby lillian lily linda lindsay lisa liz liza lizzie lois lola loretta lori lorraine
    louisa louise lucille lucinda lucy lydia lynda lynn lynne mabel mackenzie maddie madeleine
    madeline madison maggie mandy marcia margaret margery margot maria mariah marianne marie
    marilyn marina marjorie marlene marsha martha mary matilda maud maura maureen mavis maxine
    maya megan meghan melania melanie melinda melissa mercedes meredith michelle mildred millicent
    mindy miranda miriam moira molly mona monica muriel myra myrtle nadine nancy naomi natalie
    natasha nellie nicole nikki nina noelle nora noreen norma olga olivia pam pamela patricia
    patsy patti paula pauline peggy penelope phoebe phyllis polly priscilla rachael rachel ramona
    rebecca regina renee rhoda rhonda rita roberta robyn rosa rosalind rosanna rose roseanne
    rosemary rosie roxanne ruby ruth sabrina sadie sally samantha sandra sara sarah selena selina
    shannon sharon sheila shelley sherry shirley sienna sophia sophie stacey stacy stella
    stephanie sue susan susannah susie suzanne sybil sylvia tabitha tamara tammy tanya tara teresa
    tess thelma theresa tiffany tina toni tracy trish trudy ursula valerie vanessa vera verna
    veronica vicki vicky victoria viola virginia vivian wanda wendy wilma winifred winnie yolanda
    yvette yvonne zoe
    adelheid adrienne agathe agnese alessandra amelie anais anke annalena annegret anneliese
    antonella antonietta arianna astrid aurelie aurore beate berit bianca birgit birgitta brigitte
    britta camille carine carlotta caterina cecile celine chantal chiara christa christelle
    christiane cinzia claudine clementine colette concetta corinne cornelia cristina dagmar
    daniela debora delphine donatella dorothea dorothee edeltraud eleonora elisa elisabetta elke
    elodie elsa emanuela emmanuelle erna estelle eugenie eveline fabienne federica fiorella franca
    francesca francoise frauke freya frida friederike gabriele gabriella genevieve gerda giada
    ginevra giorgia giovanna gisela gisele giselle giulia giuseppina graziella gretel gro gudrun
    hanna hanne hannelore hedwig heike helene helga helle hermine hilda hilde hildegard ilaria
    ilse ines inga inge ingeborg irmgard isabelle jacinda jeannine johanna jutta karoline katarina
    katharina kathe katja katrin kirsti kirstin kjersti kristiina laetitia lavinia lea letizia
    lidia liesel lieselotte liliane lise liv loredana lotte lucia luciana lucie lucienne luisa
    maddalena magali magda magdalena manuela mara mareike margareta margarete margarethe
    margherita margit margrethe mariann marine marit marlies marta martina martine mathilde mette
    michela mireille mirella monika monique nadege nadia nathalie noemie odette odile ornella
    paola pascale patrizia petra pia raffaella renata renate romy rosalia rosine rossana roswitha
    sabine sandrine saskia segolene serena sibylle sigrid silke silvana silvia simona simonetta
    sofia solange solveig sonja stefania susanna susanne svenja sylvie therese tiziana trine ulla
    ulrike ute valentina valeria veronique virginie waltraud yolande
    adela alba alejandra alma ana andreia angelica antonia araceli aurora beatriz belen benedita
    blanca camila carlota catalina catarina conceicao concepcion consuelo delfina dilma elvira
    emilia esmeralda esperanza estefania estela eugenia evita fatima fernanda filipa flavia
    florencia gabriela gleisi graca graciela guadalupe ivete jacinta jimena joana josefa josefina
    juana julieta karina leonor lina lorena lourdes lucila mafalda marcela margarita mariana
    maribel maricarmen marielle marisa marisol marli micaela milagros mireya montserrat natalia
    noelia nuria paloma paulina raquel rocio rosane rosangela rosario soledad sonia soraya susana
    tania tatiana tereza vilma violeta viviana ximena yadira yesenia
    afrodita agnieszka agota aikaterini aleksandra alena alina alla alyona anahit anastasia
    anastasiia anastasiya aneta angelika angeliki ani antonina anzhela arpine beata besa biljana
    bogumila borbala bozena corina cristiana dalia daria darya despina dimitra dorota dragana
    dunja ekaterina eleni elira elzbieta eniko erzsebet eszter evangelia evgenia ewa flutura
    galina gayane gordana grazyna halina hanka hasmik hripsime ildiko ileana ingrida inna ioana
    ioanna irina iryna ivana iwona jadwiga jana jasmina jelena jolanta judit justyna kalliopi
    katalin katarzyna katerina kateryna kersti ketevan khatia khrystyna klara klaudia konstantina
    krisztina krystyna ksenia kyriaki laima larisa larysa lela lesya lidiya liliya liudmila
    ljiljana lubov ludmila ludmyla luminita lusine lyubov lyudmila lyudmyla madalina maia
    malgorzata manana mariam marianna mariia marija mariya maryna mihaela mila milena mimoza
    mirjana myroslava nadezhda nadiia nadiya nadya naira nana narine nataliia natalija nataliya
    natalka natasa nato nino nune oksana oleksandra olena olesya olha orsolya piroska polina
    radmila raisa raluca roxana roza ruslana ruzanna senka shushan slavica snezana sofiya solomiya
    svetlana svitlana tamar tatevik tatjana tatyana tetiana tetyana tinatin uljana ulyana urszula
    vaira valentyna valeriya vasiliki vasilisa veronika vesna viktoria viktoriia viktoriya viorela
    viorica vira vjosa yana yaroslava yekaterina yelena yevgenia yevheniia yulia yuliia yuliya
    zhanna zinaida zofia zoi zorica zsofia zsuzsanna zuzana
    abeer abir afaf afra aisha alia aliaa aliya amani amina amira arwa asma asmaa avital aya ayah
    ayelet aziza bahia basma batoul bouthaina buthaina dafna dalal dalit dareen dina doaa dunia
    einat fadia fadwa fairouz faiza farah farida fatema fatemeh fatiha fatma fawzia galit ghada
    ghaida gila golda hadas hadeel hafsa haifa hajar hala halima hana hanaa hanadi hanan hanin
    hayat hend hiba hind huda ilana iman intisar israa jamila jihan joumana jumana karima khadija
    khawla kholoud lamia lamis latifa layla leila limor lubna lujain maha mai maissa majda malala
    manal maram marwa maryam mays maysa merav mervat miri mouna muna nabila nada naglaa naila
    najat najla najwa nashwa nawal nesrine nihal noa noha nouf noura nura ofra ola orly orna osnat
    raghad raghda rahaf rahma rania rasha rawan razan reem rehab riham rim rima rivka rola ronit
    rouba rula ruti saadia saba sabah safa safaa safia sahar salma salwa samah samar samia samira
    sana sanaa sawsan shaima shaimaa sharren shatha shelly sherine shira shireen shulamit sigal
    siham souad souhair suad suhair sumaya suzan taghreed tahani tali tawakkol tzipi tzipora wafa
    wafaa wedad widad yael yaffa yasmeen yasmin yasmine yifat yousra yusra zahra zainab zaynab
    zeina zeinab zubaida
    afsaneh aigerim aigul ainura aizhan anara anoushe asel asli asuman ayesha aygun ayla aylin
    aynur aynura ayse aysegul aysel aysen aysenur aysun azadeh azam azar bahar bahareh banafsheh
    banu behnaz belgin benazir beril bermet berna betul bilge burcu bushra canan ceren cholpon
    cigdem dariga defne delara demet derya dildora dilek dilfuza dilnoza dilrabo duygu ebru ece
    elaheh elham elif elnaz emine esen esha esin esra fadime faezeh farahnaz faranak fariba
    faribah farnaz farzana farzaneh fatemah fehmida fereshteh feride feruza feyza figen filiz
    forough forouzan fotima fulya fusun gamze ghazal golnaz golshifteh gonul gul gulay gulbahor
    gulcan gulchehra guldasta gulmira gulnar gulnara gulnora gulsen gulsum gulten gunay habiba
    hale haleh hamideh handan hande hatice hina homa hulya ipek jale jila kader kadriye kamila
    khadijeh khalida kishwar kobra kunduz ladan lala lale laleh leili leyla madina mahboubeh mahin
    mahnaz mahsa mahshid mahvash maleeka malika mandana mansoureh marjan marjane marriyum marzieh
    masih masoumeh mavluda mehbooba mehreen mehri mehriban meltem meral merve mina mine minoo
    mitra mohira mojgan monir muge mujde mukaddes munira nafisa naheed nahid nalan narges nargess
    nargis nargiza nasiba nasim nasrin nastaran nazan nazanin nazli nebahat necla neda negar
    nermin nese neslihan nesrin nevin nigora nilgun niloufar nilufer nodira nooshin nur nuran
    nuray nurcan nurten nusrat oya ozge ozlem ozoda palwasha pardis parisa parvaneh parvin pegah
    pelin pervin pinar pouran rabia raheela raheleh rano razieh reham reyhan roya rukhsana saadet
    sadia saima samina sanam sania saodat sarvinoz saule sayora sebnem seda sediqa selin selma
    semra senay sepideh serap serpil setareh sevda sevgi sevil sevim sevinc shabnam shahla shahlo
    shahnaz shahnoza shahrzad shaparak shazia shideh shirin shiva shohreh sibel sima simin soheila
    somayeh soudabeh sukran sumaira tahereh tahira tahmina tansu taraneh tehmina tuba tugba tulay
    umida uzma vida yagmur yalda yasemin yeliz yesim yulduz zari zarifa zarina zartaj zebo zehra
    zerrin zeynep zhaleh ziba zohreh zulfiya
    aarti aiko aishwarya aissatou akiko ambika aminata amrita anandiben ananya anjali ankita
    anuradha anushka aparna archana aruna arundhati asako asami asha atishi ayako ayumi bhavna
    bineta chandrika chieko chimamanda chitra chiyo corazon dambisa deepa deepika devika divya
    diya draupadi emiko etsuko eun-hye fanta fatou fatoumata fumiko geeta geun-hye gita hanako
    haruka hasina hawa hema hiroko hiromi hisako imelda indira indra ing-wen ingwen jaya
    jayalalithaa jeong-eun ji-hye joice junko jyoti kadiatou kalpana kanimozhi kaori kavita
    kavitha kazuko keiko khaleda kiko kimiko kirron kumiko kyoko kyung-wha lakshmi lalita lata
    leela leni leymah liyuan loida madhavi madhuri maki makiko mamata maneka manisha mariama
    mariko masako mayawati mayumi meena meenakshi meera megawati megumi meira menaka mi-ae mi-
    kyung michiko midori mieko miho mika miki minako misako mitsuko miyuki momoko naledi nalini
    namrata nandini naoko natsuko neelam neena neha ngozi nirmala nisha nita nitya nkosazana
    nobuko nomvula noriko obiageli oby padma padmini paetongtarn pallavi parvati pooja poonam
    pragya pratibha preeti priya priyanka purnima radha rajkumari rajni rakhi rani rashmi rehana
    reiko rekha renho renu renuka retno revathi ritu rohini rokhaya roopa rukmini rumiko rupa
    ryoko sachiko sadako sadhana sadhvi sakura sanae sangeeta sarita saritha saroj sarojini satoko
    savita savitri sayaka sayuri seema seiko seo-yeon setsuko shabana shakuntala shalini shanti
    sharmila shashikala shilpa shizuko shobha shreya shruti shubha shweta sirimavo smita smriti
    sneha sonali sonam soo-jin sowmya sri sucheta suhasini sujata sukanya sulochana sumiko sumitra
    sunita supriya surekha sushma susi swara swati takako tanvi thandi tomoko toshiko trupti uma
    urmila usha vaishali vandana varsha vasundhara vidya vijaya vimala vinita xiaoqing yaa yamini
    yasuko yingluck yoko yoriko yoshiko yuka yukari yukiko yuko yumi yumiko yuriko zodwa zuriel
    """.split()
)
