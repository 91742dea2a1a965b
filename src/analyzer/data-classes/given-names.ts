/**
 * Given names of many countries, the commonest that are no ordinary words, places or brands, in plain small letters:
 * behind words of a text that also stand before things, one of them must occur.
 */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    'james john robert michael david william richard joseph thomas charles christopher daniel matthew ' +
    'anthony mark paul steven stephen andrew kenneth joshua kevin brian george timothy ronald edward ' +
    'jason jeffrey ryan jacob gary nicholas eric jonathan larry justin scott brandon benjamin samuel ' +
    'gregory frank alexander raymond patrick jack dennis jerry tyler aaron adam nathan henry peter noah ' +
    'liam oliver ethan lucas logan leo felix max oscar harry arthur hugo simon martin philip victor mary ' +
    'patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ' +
    'ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura ' +
    'cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine ' +
    'catherine christine rachel carolyn janet maria heather diane olivia julie joyce victoria ruth ' +
    'virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha ' +
    'sophia sophie chloe grace lucy alice clara charlotte amelia isabella mia ava ella lily zoe eva eve ' +
    'nora rosa irene hans klaus jurgen wolfgang dieter stefan stephan andreas markus matthias tobias ' +
    'lukas jonas jan sven lars nils uwe ralf heike sabine petra monika ursula claudia birgit anja katja ' +
    'katharina julia lena lea johanna greta ingrid karin silke jean pierre jacques michel philippe ' +
    'nicolas julien antoine louis marc luc marie camille claire juliette manon elodie jose juan carlos ' +
    'luis antonio manuel francisco javier miguel pedro pablo diego sergio jorge fernando alejandro carmen ' +
    'ana isabel lucia marta elena pilar sofia valentina camila giulia marco luca giuseppe giovanni ' +
    'francesco matteo chiara francesca paola joao tiago rui beatriz ines ivan dmitri sergei olga natalia ' +
    'tatiana anastasia piotr tomasz krzysztof andrzej agnieszka katarzyna magdalena erik anders johan ' +
    'magnus karl astrid freja sanne daan pieter willem mohamed mohammed muhammad ahmed ali omar hassan ' +
    'hussein ibrahim yusuf fatima aisha khadija maryam layla mehmet mustafa ayse elif wei li ming jing ' +
    'hiroshi takashi kenji yuki haruto sakura akira yuko min ji raj ravi amit priya anil sunita deepak ' +
    'rahul neha arjun kofi amara chidi ngozi tunde sean siobhan niamh fiona ian craig stuart nigel graham ' +
    'donald douglas dylan gerald harold keith lawrence roger russell walter wayne albert bruce carl derek ' +
    'duncan edgar ernest eugene floyd harvey herbert howard jeremy joel julian leonard leslie lloyd ' +
    'marcus maurice melvin neil owen rhys dafydd gareth callum hamish angus declan cormac padraig eoin ' +
    'conor ciaran oisin aoife roisin orla sinead maeve bethan carys abigail adele alison annabel audrey ' +
    'beatrice beth bridget caitlin cathy clare denise eleanor elaine ellen esther freya gemma gillian ' +
    'gloria harriet imogen irma jane janice jasmine jill joanne judy kate lorraine louise lydia lynn ' +
    'maggie maureen mildred miriam molly monica nadia naomi natalie paula pauline penelope phoebe rita ' +
    'rosemary sally sheila sylvia tara teresa tina valerie vanessa veronica vivian wendy yvonne bernd ' +
    'christoph detlef eberhard ernst florian friedrich georg gerhard gunther gunter heinrich heinz helmut ' +
    'holger horst joachim johannes josef konrad kurt lothar ludwig manfred marcel moritz norbert olaf ' +
    'oskar philipp rainer reinhard rudiger rudolf siegfried thorsten torsten ulrich volker werner wilhelm ' +
    'winfried xaver angelika anke anneliese annette antje bettina brigitte christa cornelia dagmar doris ' +
    'elfriede elisabeth elke erika franziska gabriele gisela hannelore helga hildegard ilse inge irmgard ' +
    'jutta kerstin kirsten lara leonie lieselotte lina mareike marlene martina melanie mila nadine renate ' +
    'rosemarie simone stefanie susanne sybille tanja ulrike alain andre arnaud benoit bernard bruno ' +
    'cedric christophe denis didier dominique edouard emmanuel etienne fabien fabrice florent francois ' +
    'frederic gerard gilles guillaume herve hugues jerome laurent lionel loic ludovic mathieu maxime ' +
    'olivier pascal patrice quentin raphael remi rene romain sebastien serge sylvain thierry thibault ' +
    'tristan vincent xavier yann yves agnes amandine anais anne aurelie caroline cecile celine chantal ' +
    'corinne delphine emilie francoise genevieve helene isabelle jeanne laetitia laure lucie madeleine ' +
    'marguerite marine martine mathilde monique nathalie odile pascale sandrine solange sylvie veronique ' +
    'virginie yvette adrian alberto alfonso alfredo alvaro andres armando arturo benito cesar cristian ' +
    'cristobal eduardo emilio enrique ernesto esteban federico felipe gabriel gerardo gonzalo guillermo ' +
    'gustavo hector ignacio ismael jaime joaquin julio leonardo lorenzo mateo mauricio rafael ramon raul ' +
    'ricardo roberto rodrigo ruben santiago tomas vicente adriana alejandra alicia catalina cecilia ' +
    'cristina daniela eugenia gabriela graciela josefa juana leticia lorena luisa manuela marcela ' +
    'margarita mariana montserrat noelia paloma raquel sara silvia susana ximena yolanda alessandro ' +
    'alessio claudio daniele davide domenico edoardo emanuele enrico enzo fabio fabrizio filippo giacomo ' +
    'gianluca giorgio guido luigi massimo maurizio michele nicola paolo pasquale pietro raffaele riccardo ' +
    'salvatore stefano tommaso umberto vincenzo vittorio alessandra alessia arianna bianca carla caterina ' +
    'cinzia elisa emanuela federica gabriella giorgia giovanna ilaria letizia margherita raffaella ' +
    'roberta simona stefania valeria afonso caio duarte filipe goncalo henrique joaquim leandro luiz ' +
    'marcelo mateus nuno paulo thiago vasco vitor aline bruna catarina debora fernanda filipa helena ' +
    'joana larissa leonor luana madalena margarida matilde adriaan arjan bart bram cornelis dirk frans ' +
    'geert gerrit hendrik henk jaap jeroen joost joris kees koen maarten martijn niels rutger sander ' +
    'sjoerd stijn teun thijs tijs wouter anneke annemarie annelies esmee evelien femke fleur hanneke ' +
    'jantien janneke lieke lotte maaike marieke marijke marloes mieke nienke roos saskia wilma arne axel ' +
    'bengt bjorn borje christer einar eirik erling espen fredrik geir gunnar gustav hakan haakon halvor ' +
    'harald henrik hakon ingvar ivar jens jorgen kaare kjell knut lasse leif lennart mads mats mikael ' +
    'mikkel morten olav olof oystein peder petter ragnar roar sigurd soren steinar sverre terje thor ' +
    'thorbjorn torbjorn trond vidar agneta anette annika berit birgitta brit camilla cecilie ebba elin ' +
    'elsa gerd gudrun gunilla gunn hanne hege heidi helle hilde inger ingeborg jorunn kaja karina kristin ' +
    'kristina lene linnea lotta maja malin mette randi ragnhild signe sigrid siri solveig sonja synnove ' +
    'therese tove unni aino antti anneli arto eero eeva eino elina emilia hannu heikki henna ilkka inari ' +
    'jaakko janne jari jarmo jouni juha juhani jukka jussi kaarina kaisa kalle katri kimmo kirsi lauri ' +
    'leena liisa marja markku marko matti merja mika mikko minna niina olli outi paavo pekka pentti petri ' +
    'piia pirjo riikka risto ritva saara sakari sami sanna satu seppo simo sirpa taina tapani tapio teemu ' +
    'terhi tiina timo toni topi tuija tuomas tuula veikko ville virpi vesa agata aleksandra aneta anita ' +
    'artur bartosz beata bogdan bozena cezary czeslaw damian danuta dariusz dawid dominik dorota edyta ' +
    'elzbieta filip grazyna grzegorz halina henryk hubert irena iwona izabela jacek jadwiga jakub janina ' +
    'janusz jaroslaw jerzy joanna jozef justyna kamil karol karolina lech leszek lukasz maciej malgorzata ' +
    'marcin marek mariusz mateusz michal mieczyslaw miroslaw patrycja pawel przemyslaw radoslaw rafal ' +
    'renata ryszard sebastian slawomir stanislaw szymon tadeusz urszula waldemar wanda weronika wieslaw ' +
    'witold wlodzimierz wojciech zbigniew zdzislaw zofia zygmunt bohumil borivoj dalibor frantisek hana ' +
    'jana jaroslav jindrich jiri jitka kamila karel katerina kveta ladislav lenka libor lubos ludmila ' +
    'marketa milada miloslav miroslav ondrej pavel pavla radek radka radim stanislav stepan svetlana ' +
    'tereza vaclav vlasta vojtech zdenek zdenka zuzana andras anett attila balazs bela bence dora eniko ' +
    'erzsebet eszter ferenc geza gyorgy gyula ildiko imre istvan janos jozsef judit kalman karoly katalin ' +
    'krisztina laszlo levente magdolna marton mihaly miklos nikolett noemi orsolya pter reka sandor ' +
    'szabolcs tamas tibor timea viktoria vilmos zoltan zsolt zsofia zsuzsanna aleksandr alexei anatoly ' +
    'andrei anton artem boris daria dmitry ekaterina evgeny galina gennady grigory igor ilya inna irina ' +
    'kirill konstantin ksenia larisa leonid lidia lyudmila maksim mikhail nadezhda nikita nikolai nina ' +
    'oleg oksana polina ruslan sergey tamara taras vadim valentin valery vasily viktor vitaly vladimir ' +
    'vladislav vyacheslav yana yaroslav yulia yuri zhanna andriy bohdan mykola oleksandr serhiy volodymyr ' +
    'alexandros anastasios christos dimitris dimitrios eleni evangelos georgios giannis ioannis ' +
    'konstantinos kostas nikolaos nikos panagiotis spyros stavros vasilis yannis bogdana dumitru florin ' +
    'gheorghe ioan iulian laurentiu liviu marius mihai mircea octavian ovidiu radu razvan sorin vasile ' +
    'viorel dragan dusan goran ivana jelena jovana ljubica marija milica milos mirjana nebojsa nemanja ' +
    'nenad nikola predrag sanja slobodan snezana srdjan tijana vesna vladan zeljko zoran ante davor ' +
    'hrvoje ivica josip kresimir mirko tomislav zvonimir ales bostjan matjaz primoz urska abdul abdullah ' +
    'adel ahmad akram amal amina amira anas asma ayman aziz bilal dalia dina farah farid faisal hadi hala ' +
    'hamza hanan hani hasan hiba huda iman ismail jamal kamal karim khaled khalid latifa leila mahmoud ' +
    'majid malak mansour mariam marwa marwan mounir nabil nada naima noura osama rachid rami rana rania ' +
    'rashid reem saleh salim salma samar samir samira sawsan tamer tarek tariq wafa walid yara yasmin ' +
    'yasmine yasser yousef youssef zahra zainab zaki ayesha bushra farhan hina imran irfan kashif naveed ' +
    'saba sadia saima shahid shazia tahir usman waqas zubair ahmet burak ebru emine emre engin erdem ' +
    'fatma gizem halil hulya huseyin kemal merve murat nazli nihat okan omer ozge ozlem selin serkan ' +
    'sevgi sibel sinan tolga ugur volkan yasemin yilmaz zehra zeynep aarav aditi aditya ajay akash alok ' +
    'amitabh amrita anand ananya anjali ankit anusha archana arun aruna ashok bharat chandra deepa ' +
    'deepika devi dinesh divya ganesh gaurav gita gopal harish indira jaya jyoti kamala karan kavita ' +
    'kavya krishna kumar lakshmi lalita madhu mahesh manish manoj meena meera mohan mukesh nandini naresh ' +
    'naveen neeraj nikhil nisha nitin padma pankaj pooja prakash pranav prasad priyanka radha rajan ' +
    'rajesh rajiv rakesh ramesh rani rashmi ravindra rekha ritu rohan rohit sachin sandeep sangeeta ' +
    'sanjay sarita satish seema shalini shankar shanti shreya shyam sneha sonal srinivas suman suresh ' +
    'sushma swati usha vandana varun venkatesh vijay vikas vikram vinay vinod vishal vivek yash chen jian ' +
    'ning peng qiang qing xiang xiao ying yong zhen aiko akiko asuka ayumi chiyo daichi daisuke eiji ' +
    'fumiko haruka haruki hideki hinata hiroki hiroko hitoshi ichiro isamu junko kaito kaori katsumi ' +
    'kazuko kazuo keiko koji kumiko makoto mariko masaru mayumi megumi michiko midori miki misaki miyuki ' +
    'naoki naoko natsuki nobuko noriko osamu ryota satoshi setsuko shigeru shinji shiori shizuka shota ' +
    'sumiko tadashi taro tatsuya tetsuya tomoko tomoya toshio tsubasa yoko yoshiko yoshio yumi yusuke ' +
    'yuto byung chul dong hyun kyung myung seok seung yeon cuong giang hanh hieu hoang hung huong khanh ' +
    'linh ngoc nguyet nhung phong phuc phuong thao thuy trang trinh tuyet abena abiola adaeze adebayo ' +
    'adwoa afia akin akosua akua ayodele babajide chiamaka chidinma chika chinedu chioma chukwuemeka ' +
    'ebele efua ekow emeka femi folake funmi ifeoma kojo kwabena kwaku kwame kwasi kwesi nkechi nnamdi ' +
    'olumide oluwaseun temitope imani jabari juma kamau kariuki kipchoge makena mwangi njeri nyambura ' +
    'odhiambo otieno wambui wanjiku zawadi bongani lerato mandla mpho nomsa sibusiso sipho thabo themba ' +
    'thandiwe zanele'
  ).split(' '),
);
