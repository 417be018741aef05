package check

// More first names, by the languages they come from. Names that are words of
// German or English are in wordNames instead.
const (
	germanNames = `
	Adelheid Agathe Agnes Albrecht Aleida Alexa Alexandra Alfons Alice Alicia Alissa Aloisia Alois Alwin Amalia Amely Anastasia Andrej Annegrete Annelore
	Annemarie Anni Annie Ansgar Antonie Ariane Arndt Arnold Arno Arved August Auguste Aurelia Babette Balthasar Bärbel Bela Benita Bernadette Bernardo Berta
	Bertold Berthold Bodo Bonnie Brunhilde Burkhard Burghard Caspar Cäcilia Cecilia Charlie Charleen Chantal Cindy Claas Conny Conrad Constanze Corinna
	Cosima Dana Debora Deborah Detlev Diether Dietmar Dietrich Dieter Dorothee Dorit Eberhard Eckhard Eckart Edda Edeltraud Edgar Edmund Egon Ehrenfried Eike
	Elke Elena Eleonora Eleonore Elfi Elias Elin Elina Elise Ellen Ellinor Elvira Emanuel Emilian Enno Enya Erich Erna Ernestine Estelle Eugen Evi Ewald
	Fabienne Falko Felicia Felicitas Ferdinand Fiete Fiona Florentine Frank Franka Freya Fridolin Friedhelm Friedel Frieder Fritz Gerald Gereon Gerhild
	Gero Gerrit Gesine Gideon Gilbert Gottfried Götz Gregor Gretel Guido Gundula Gunnar Gunther Hajo Hans-Peter Hansjörg Hartmut Hartwig Hedwig
	Heiderose Heidi Heidrun Heinke Helge Hella Helma Hendrike Henning Henny Hermine Herta Hertha Hildegard Hinnerk Horst Hubert Ignaz Ilse Immanuel Imke
	Ingeborg Ingmar Ingolf Insa Irina Irma Irmgard Isabelle Isolde Ivo Jaron Janne Jannes Janna Jannik Janika Jaqueline Jara Jella Jens-Uwe Jessika Joana Joanna
	Joachim Jobst Jochen Jolanda Jolie Jonna Josefa Josephin Jost Juliette Juna Juri Justus Kai Kaja Karlheinz Karl-Heinz Karoline Kaspar Kassandra Katharine
	Käthe Kathleen Kathi Katinka Katja Katrina Kati Kerry Kjell Klemens Knut Korbinian Kordula Laurenz Laurin Laurena Leif Lene Lenja Lennox Leonhard Leonore
	Leticia Lewin Liane Liesel Liesbeth Lilian Liliana Liv Livia Lothar Lou Luc Luca Lucie Ludger Ludwig Luitgard Lukas Madita Madlen Mailin Maila Malina Malea
	Malwine Marcella Margareta Margarethe Margarita Margit Margrit Mariella Mariele Marielle Marika Marisa Marita Marlena Marleen Mathis Mathilde Mattea
	Mattheo Maximiliane Meinhard Melina Merle Meta Milena Mina Minna Mirco Mirja Mirjam Mirko Neele Niels Nikita Nikola Norman Odette Odin Oda Olga Ortrud Ottilie
	Ottmar Otmar Palina Pascale Peggy Pepe Perdita Petronella Philine Philippa Phillip Pius Rabea Raimund Rainer Ramon Raul Reinhold Reinhilde Rena Resi
	Rosa Rosalie Rosemarie Rosi Rosina Roswitha Roxana Roxanne Runa Samantha Samira Sandrine Selma Senta Sibylle Siegbert Siegfried Sieglinde Siegmund
	Sigrid Sigmar Silas Silja Silvana Silvio Sina Smilla Sönke Sofie Solveig Sonja Sophie Stine Sunna Susi Susann Svea Sybilla Sylke Sylvia Sylvie Tanja Tara
	Tessa Thekla Theodora Thies Thore Thora Tiara Till Tilda Tillmann Tilman Tjark Traute Traudl Trude Ulla Ulli Urs Urte Uta Valerie Veit Velten Viola Volkmar
	Vroni Waldemar Walburga Waltraut Wanda Wendelin Wenke Werner Wibke Wieland Wilfried Wilhelmine Willy Wilma Winfried Wolfram Wolfhard Yasmin Yara Yvette
	Yves Zita
`
	turkishNames = `
	Abidin Adile Ahu Akif Alican Alperen Altan Altay Anıl Arzum Asil Aslıhan Asya Ata Atalay Atilla Attila Aybüke Ayça Ayfer Aygül Aykut Aylanur Aynur Aytaç
	Aytekin Aytül Azmi Banu Bayram Bedirhan Behçet Bekir Belgin Belkıs Bengü Bengisu Beril Berkan Berke Berna Beyza Beyzanur Bora Buğra Burçin Burcin Burhan
	Cafer Candan Caner Cankat Celal Celil Cemre Cenk Cevdet Cihat Coşkun Çağatay Çağla Çağlar Çağrı Çetin Çiğdem Cigdem Demet Derin Doğa Doğan Dogan Doğukan
	Duru Duygu Ece Ecem Efe Ege Ela Elanur Elçin Emirhan Emrah Emrecan Emrullah Enver Ercan Erdal Erdinç Erhan Erman Ertuğrul Erva Esin Eslem Esma Evren Eymen Ezgi
	Fadıl Fahri Fahriye Fehmi Ferdi Ferit Feride Ferhan Fethi Feyzullah Fidan Furkan Gizem Gonca Gökçe Gökcen Görkem Gözde Gözdenur Gülçin Güler Gülhan Gülistan
	Gülnur Gülperi Gülseren Gülşah Gülşen Günay Gürkan Güzide Hacer Hakkı Halid Haluk Hami Handan Hande Hanife Harun Hasret Hazal Hidayet Hikmet Hira
	Hümeyra Hülya Hüsniye İbrahim İclal İdil İkbal İlker İlkay İlknur İlyas İpek Irmak Işıl İsa İsmet Kağan Kadriye Kamuran Kardelen Kemalettin
	Kıvanç Korkut Kübra Kubilay Kürşat Lale Lütfi Lütfiye Mahmut Makbule Mehtap Melda Melis Melisa Melih Mehmetcan Menekşe Mercan Merih Mesut Mevlüde Mine Miraç
	Muammer Muharrem Muhsin Mukaddes Müge Mükerrem Münevver Mürvet Müslüm Mustafa Muzaffer Naciye Nazan Nazife Nazlı Nazli Necati Necla Necmettin Nejla Nermin Nesrin Neslihan
	Neşe Nevin Nezahat Nihal Nihan Nihat Nilay Nilgün Nilüfer Nisa Nisanur Nuran Nuray Nurcan Nurgül Nurhan Nuriye Nurten Nuri Oğuz Oguz Oğuzhan Okan Oktay Onur
	Orhan Osman Ozan Ömer Omer Öykü Özcan Özge Özgür Özlem Pelin Pınar Pinar Polat Rabia Ramazan Rana Rasim Recep Remzi Reyhan Rıdvan Ridvan Rıfat Ruhi Rukiye Rümeysa
	Sabahat Sadık Safiye Salih Saliha Samet Savaş Seda Sedat Sefa Sefer Selahattin Selçuk Selcuk Selin Selim Selma Sema Semih Semiha Semra Sena Senem Serap Seray Serdar
	Serhan Serkan Sertaç Servet Sevda Sevgi Sevgül Sevil Sevim Sevinç Seyit Sezen Sezer Sezgin Sibel Sinan Sinem Songül Soner Suat Sude Sudenaz Süleyman Sümeyye Süheyla
	Şaban Şahin Şebnem Şenay Şengül Şerife Şeyda Seyda Şeyma Seyma Şükran Şükrü Taha Tahir Tamer Taner Tanju Tansu Tarık Tarik Tayfun Tayfur Taylan Tekin Teoman
	Tolga Tolgahan Tuba Tuğba Tugba Tuğçe Tugce Tülay Tülin Tuncay Turan Turgay Turgut Türkan Ufuk Uğur Ugur Umay Ümit Umut Ümmühan Ünal Vedat Veli Volkan Vural Yağmur Yagmur Yakup
	Yalçın Yasemin Yasin Yaşar Yavuz Yelda Yeliz Yeşim Yiğit Yigit Yıldız Yildiz Yılmaz Yunus Yusuf Yüksel Zafer Zahide Zehra Zekeriya Zeki Zeliha Zerrin Zeynep Zübeyde Zuhal
	Zülfiye
`
	arabicNames = `
	Abbas Abdelaziz Abdelkader Abdelkarim Abdellah Abdelrahman Abdulaziz Abdulkarim Abdulhamid Abdulmalik Abeer Abir Abla Adham Adib Afaf Afra Ahlam Aida Akram Ala Alia Aliaa Alaeddin
	Amani Amer Amjad Ammar Amna Anis Anisa Aous Asaad Aseel Asem Ashraf Asmaa Atef Atiya Aya Ayah Ayat Ayham Ayoub Azhar Azza Badr Baraa Bashar Basel Basem Basil Basma Batoul Bayan Belal
	Bouchra Brahim Bushra Chadi Chaima Chaimaa Dalal Dana Dania Dina Diaa Doaa Duaa Ehab Eman Esraa Eyad Fadel Fadwa Fahd Fahed Faiza Faten Fawzi Fayez Fairouz Fouad Fuad
	Firas Ghada Ghassan Ghazal Ghaith Habib Habiba Hadeel Hafsa Haidar Haifa Haitham Hala Hamad Hamdi Hanaa Hanan Hanin Haneen Hani Haroun Hashem Hasna Hayder Hayfa Heba Hiba Hicham Hisham
	Houda Huda Houssam Hussam Hussain Ibtisam Ichrak Iman Imad Imen Inas Inaya Insaf Intisar Israa Issam Jaber Jad Jafar Jalal Jamil Jana Jasem Jihad Jihan Jouri Joud Judy Jumana Kais Kareem Kawthar Khadidja
	Khadijah Kholoud Khouloud Kinan Kinda Laith Lamis Lana Lara Latifa Leen Lina Linda Lojain Loubna Loai Luay Lujain Maha Mahmod Mai Maisa Majd Majed Majid Malak Malek Malik Manal Manar
	Mansour Marah Mariem Maroua Marouane Mayar Maysa Maysaa Maysoon Mazen Mehdi Menna Meriam Meryam Miral Moataz Moayad Mouad Mohamad Mohanad Mohannad Moataz Mounir Mouna Mouhamad Muna Mutaz Muthanna
	Naaman Nabila Nader Nadia Nadim Nagham Nahla Naima Naim Najat Najib Najwa Nasr Nasser Nasrin Nassim Nawal Nawar Nayef Nazir Nibal Nidal Nisreen Nizar Noor Noura Nour Nouri Nura
	Obada Obaida Ola Omaima Omar Omran Oubai Osama Oussama Othman Othmane Qais Qasim Qusai Raad Rabab Rabih Rachid Rachida Rafif Raghad Ragheb Rahaf Rahma Raja Rajaa Rami Rania Ranim Rasha Rashid
	Rawan Rayan Raeda Razan Reem Reema Reham Rim Rima Rita Riyad Rouba Roula Rula Ruba Ruqaya Saad Sabah Sabri Sadiq Safa Safaa Safwan Sahar Said Saif Sajida Salah Salim Salima Sali Salma
	Salman Salwa Samah Samar Sameh Samer Sami Samia Samir Sana Sanaa Sarah Sawsan Sham Shadi Shaima Shaimaa Shahd Sharif Shatha Shereen Shirin Siham Sidra Sirin Soha Sohaib Soraya Souad Soufiane Suad
	Suhaib Suhail Suleiman Sulaiman Sundus Tahani Taher Taim Talal Tamim Tarek Tareq Tariq Tasnim Tayeb Thaer Ubada Umar Wael Wafa Wafaa Wajdi Walaa Walid Waleed Wassim Wasim Widad Wissam Yahya Yamen Yaser
	Yasser Yasmina Yasmine Yassin Yassine Yazan Younes Youness Younis Youssef Yousef Yousra Yousif Yusra Zaid Zahra Zaher Zahraa Zakaria Zaki Zeina Zeinab Zainab Zaynab Ziad Zineb Zouhair Zyad
	محمد أحمد احمد محمود علي حسن حسين عمر خالد يوسف إبراهيم ابراهيم مصطفى عبدالله عبدالرحمن سارة فاطمة مريم عائشة زينب نور هدى ليلى سلمى رنا ريم آية اية ياسمين سمير سامي طارق كريم بلال حمزة
	عثمان أنس ماهر وليد رامي فادي هيثم باسل أمل منى سعاد خديجة آمنة رهف شهد لينا دانا رشا هبة
`
	persianNames = `
	Agrin Ajda Alan Amed Amin Arash Aram Aras Ardalan Arezo Arezoo Aref Arian Arjin Armaan Arman Armin Arsalan Artin Aryan Asal Ashkan Asrin Atefeh Atena Avin Avesta Awaz Awin Azadeh Azar Azin
	Babak Bahram Bahareh Bahman Baran Behnam Behrouz Behzad Bejan Beritan Berivan Berxwedan Bijan Bijar Botan Cemil Ciwan Dara Darya Dersim Delal Delshad Dicle Dilan Dilber Dildar Diler Dilovan Dilnaz Diyar Diyako
	Dlovan Ehsan Elaheh Elham Elnaz Erfan Esmat Fahim Fahima Farhad Fariba Fardin Farnaz Farshid Farzad Farzana Farzaneh Fereydoun Ferida Freidoon Gelareh Ghazaleh Golnaz Gulistan Gulan Habibullah Hamed Hamideh
	Hashmat Hashmatullah Havin Hawar Hawin Hêja Heja Helin Heval Hevin Hêvîn Hiwa Hogir Homayoun Hossein Idris Jala Jamshid Jawid Jiyan Jîn Jwan Kajal Kamran Karwan Karzan Kawa Khatereh Khorshid Kawe Kourosh Kurosh
	Lawand Leyan Lorîn Lorin Mahnaz Mahin Maliha Mansoor Marjan Masih Masoumeh Mazdak Medya Mehran Meysam Mitra Mizgin Mohsen Mozhgan Mujtaba Nargis Nasrin Nastaran Nazanin Nazdar Nechirvan Nesrin Newin
	Nilofar Niloofar Niyaz Omed Parisa Parastoo Parvin Parwin Pegah Payam Peyman Pejman Peshawa Pooya Rahim Rahmat Ramin Rasul Rebaz Rebin Rebwar Rênas Renas Rezan Rezgar Rewan Rohat Rojan Rojda Rojhat Rojin Rojîn Ronahi Ronak Roni Ronî Rostam
	Roshan Rozerin Ruken Samim Sanaz Sarbast Sardar Sarwar Sediqa Serhat Sêvê Seyran Shahin Shahla Shahrzad Shaida Shayan Sherin Shilan Shima Shirzad Shivan Shler Shokufeh Shwan Simin Sina Soran Soheil Sohrab
	Soma Sorour Suzan Tahmina Taban Tara Tavan Xezal Xalid Yalda Zahir Zana Zaniar Zelal Zeynab Zerya Zilan Zîlan Zinar Zozan
	محمدرضا علیرضا پریسا مهسا آرش
`
	slavicNames = `
	Agata Agnieszka Adam Albina Alek Alena Aleksander Aleksandar Aleksandra Alexej Aleksej Alexei Aljona Aljoscha Amra Anatolij Anatoli Andrija Andrzej Andrii Andriy Anela Aneta Ania Anita Antonina Anton Arkadiusz Artjom Artem Artur Bartek Bartosz
	Beata Bogdan Bogumila Bojan Bojana Boris Borislav Bozena Božena Branka Branko Bronislaw Čedomir Dajana Dalibor Damir Danijel Danijela Danuta Danylo Daria Darija Darya Darko Dariusz Dejan Diana Dijana Dimitri Dimitrij Dmitri Dmitrij Dmytro
	Dominika Dorota Dragan Dragana Draženko Dražen Dunja Dusan Dušan Edyta Edin Edita Ekaterina Elmira Elvir Elwira Elzbieta Elżbieta Emil Emina Ewa Ewelina Fedor Filip Galina Gennadi Goran Gordana Grażyna Grazyna Grigori Grzegorz Halina
	Hanka Henryk Hrvoje Igor Ihor Ilija Ilja Ilona Inna Irina Iryna Ivan Ivana Ivanka Iwan Iwona Izabela Jacek Jadranka Jadwiga Jakov Jakub Jana Janusz Jarosław Jaroslav Jasmina Jasna Jelena Jerzy Joanna Josip Jovan Jovana Julija Yuliia Yulia Jurij Justyna
	Kacper Kamila Karol Karolina Kasia Katarina Katarzyna Kateryna Kiril Kinga Klaudia Krzysztof Krystian Krystyna Ksenia Ksenija Larysa Lejla Lena Leonid Lesia Lilia Liliya Ljiljana Ljubica Ljudmila Ludmila Lyudmyla Łukasz Maciej Magda Maja Maksim Maksym Małgorzata
	Malgorzata Mateusz Mariia Mariusz Marek Marija Marijana Mariana Mariola Marta Maryna Marzena Matej Michał Michal Mikhail Michail Mikołaj Milena Milica Milorad Miloš Milos Miljana Mirela Miroslav Mirosław Mirjana Mladen Monika Mykola Myroslava Nadezhda Nadiia Natalia Natalija
	Nataliia Natascha Natasza Nebojša Nenad Nevena Nikolai Nikolaj Nikola Nikolina Nina Oksana Oleg Oleh Oleksandr Oleksandra Oleksii Olena Olga Olha Ondrej Ostap Patrycja Pavel Pavlo Pawel Paweł Petar Petro Piotr Predrag Przemysław Przemek Radmila Radosław Radovan Rafał Rafal
	Ratko Renata Roman Rostyslav Ruslan Sanja Sanela Sergej Sergei Sergey Serhii Serhiy Slavica Slobodan Slavko Sławomir Slawomir Snežana Snezana Solomiia Sofiia Srđan Srdjan Stanislaw Stanisław Stanislav Stefania Stefka Stevan Stepan Svetlana Swetlana Switlana Svitlana Sylwia Szymon
	Taras Tatiana Tatyana Tetiana Tetjana Tihana Timofej Tomasz Tomislav Urszula Vadim Vadym Valentyna Valeriia Valerij Vasil Vasyl Vesna Viktoriia Viktorija Vitali Vitalij Vitalii Vjekoslav Vlad Vlada Vladan Vladimir Vladislav Vladyslav Volodymyr Wiktor Wiktoria Wioletta Wladimir Wojciech
	Yana Yaroslav Yevhen Yevheniia Yuri Yurii Zbigniew Zdenka Zdenko Zdzisław Željka Željko Zeljko Zlata Zlatko Zlatan Zofia Zoran Zorana Zuzanna Zuzana Zvonimir Żaneta
	Олена Оксана Наталія Ірина Тетяна Світлана Людмила Катерина Юлія Марія Анна Ольга Галина Надія Вікторія Анастасія Дарина Софія Олександр Олександра Андрій Сергій Володимир Дмитро Іван Микола Олег Роман Тарас Юрій Максим Артем Богдан
	Анастасия Виктория Дарья Екатерина Елена Ирина Мария Наталья Светлана Татьяна Юлия Александр Алексей Андрей Владимир Дмитрий Евгений Иван Игорь Михаил Николай Павел Сергей
	Besa Besart Blerim Blerta Agron Albana Albulena Alban Arben Arbnora Ardian Arta Arjeta Artan Bujar Burim Dafina Dardan Donjeta Dorentina Driton Edona Egzona Elira Elona Enkeleda Ermal Ermira Erza Fatmir Fatos Fitore Flamur Florent
	Genta Gentiana Ilir Kaltrina Kushtrim Leonora Liridon Liridona Lirim Lulzim Mimoza Rina Shkelqim Shpresa Shqipe Valbona Valon Vjosa Vlora Xhevat Xhevahire
`
	romanceNames = `
	Adela Adelina Adriana Agustina Alba Alberto Alejandra Alejandro Alessandra Alessandro Alessia Alessio Alexandru Alfonso Alfredo Alin Alvaro Álvaro Ana Anamaria Andreea Andrei Angelo Antonella Antonio Arianna Armando Asunción Aurora Beatriz Bogdana Camelia Camila
	Catalina Cătălin Catalin Cezar Chiara Ciprian Claudio Claudiu Consuelo Cosmin Costel Cristian Cristiano Cristina Cristóbal Dario Davide Diego Dolores Domenico Doina Dorin Dragos Dragoș Eduardo Eleonora Elisabetta Emanuela Emanuele Enrico Enrique Enzo Ernesto
	Esteban Esperanza Eugenia Eusebio Fabiana Fabrizio Federica Federico Felipe Fernanda Fernando Filippo Florin Francesca Francesco Francisco Gabriela Gabriella Gaia Gheorghe Giada Gianluca Gianni Giorgia Giorgio Giovanna Giovanni Giulia Giulio Giuliana Giuseppe Gonzalo
	Grazia Guillermo Horia Ignacio Ileana Ilaria Inés Ioan Ioana Ionela Ionut Ionuț Irena Isidora Iulia Iulian Jaime Javier Joaquín Joaquin Jorge Jose José Josefina Juan Juana Julieta Julio Larisa Lidia Liviu Lorena Lorenzo Luciana Luciano Luigi Lucrezia Luminita
	Manolo Marcela Marcelo Maricel Mariana Mariano Maricica Marilena Marinela Martín Mateo Massimo Matilde Mattia Maurizio Mauro Mercedes Micaela Michela Michele Miguel Mihaela Mihai Mihail Mirela Monica Montserrat Nadia Natalia Nazaret Nicolae Nicoleta Nicolò Noelia
	Octavian Octavia Oana Ofelia Orlando Ovidiu Pablo Paolo Paola Paul Paulo Pedro Pilar Pietro Radu Rafaela Raluca Ramón Rareș Raquel Razvan Răzvan Renato Ricardo Riccardo Roberta Roberto Rocío Rodica Rodrigo Rosario Roxana Ruxandra Salvatore Santiago Sebastiano Sergio Serena
	Silviu Simona Sorin Sorina Soledad Stefania Stefano Ștefan Stelian Susana Teodora Teodor Teresita Tiberiu Tiziana Tommaso Umberto Valentin Valentino Vasile Verónica Vicente Viorel Viorica Virginia Vito Vittoria Vittorio Ximena Yolanda João Joao Thiago Tiago Beatriz Inês Ines
	Amélie Antoine Aurélie Baptiste Bastien Benoît Brigitte Camille Cécile Clément Clémence Damien Delphine Élodie Elodie Étienne Etienne Florence François Françoise Gaëlle Guillaume Hélène Hugues Jacques Jean Jean-Luc Jérôme Julien Laurence Laurent Léa Lucas Mathieu Mathilde
	Mélanie Nicolas Océane Pascal Quentin Rémi Solène Sylvain Thibault Véronique Xavier Yann
`
	vietnameseNames = `
	Anh Bao Bảo Bich Binh Bình Chau Châu Chi Cuong Cường Dao Diep Diễm Dinh Đức Duong Dương Duy Giang Hà Hanh Hạnh Hien Hiền Hieu Hiếu Hoa Hoang Hoàng Hong Hồng Hue Huệ Hung Hùng Huong Hương Huyen Huyền
	Khanh Khánh Khoa Kien Kiên Linh Loan Ly Minh Nga Ngan Ngân Nghia Ngoc Ngọc Nguyet Nguyệt Nhan Nhi Nhung Oanh Phong Phuc Phúc Phuong Phương Quan Quân Quang Quoc Quyen Quyên Tam Tâm Thang Thắng Thanh Thao Thảo
	Thi Thị Thinh Thuy Thúy Thủy Tien Tiến Trang Trinh Trung Truong Tuan Tuấn Tuyet Tuyết Uyen Viet Việt Vy Xuan Xuân
	Ming Ying Yuki Haruto Hiroshi Akira Naoko Min-jun Ji-woo Priya Rahul Rohit Sanjay Sunita Arjun Anjali Deepak Kavita Lakshmi Neha Pooja Raj Ravi Vikram Suresh Harpreet Gurpreet Manpreet Simran
`
	africanNames = `
	Abdi Abdirahman Abdoul Abebe Abel Abena Abenezer Abiodun Ada Adama Adaeze Adebayo Adunni Adwoa Afia Aissata Aissatou Akosua Akua Alem Alemu Amanuel Amara Amaka Amadi Amare Ama Ayodele Ayo Asha Awa Awet Ayana Ayantu Babacar Bakary Bereket Biniam Blen Boubacar Bintou Chibuzo Chidi Chiamaka
	Chidera Chiamaka Chika Chinedu Chinonso Chioma Cheikh Daniela Dawit Desta Diarra Djibril Ebenezer Ebrima Efua Ekow Emeka Eyerusalem Eyob Ezinne Fanta Fartun Fatimata Fatoumatta Feven Filmon Folake Funmi Genet Ghebre Habtom Hamdi Hibo Hirut Hodan Ibou Idrissa Ifeanyi Ifeoma Ifrah Ikram Isatou
	Issiaka Jerusalem Kadiatou Kadija Kehinde Kelechi Kidane Kofi Kojo Kwabena Kwadwo Kwaku Kwame Kwasi Lamin Lemlem Lidya Luwam Makda Mamadou Mariame Mehari Mekdes Meron Michael Modou Mohammedamin Mulu Nadifo Nafissatou Natnael Ndeye Ngozi Nkechi Nneka Nyasha Obinna Oluwaseun Oluchi Olumide
	Osagie Oumar Oumou Ousmane Rahel Rahwa Robel Ruta Saba Saida Saikou Samrawit Samson Samuel Saron Segun Seydou Simret Solomon Souleymane Sulayman Tadesse Taiwo Tekle Temitope Tesfaye Tigist Tsega Tsehay Tunde Uche Winta Yaa Yaw Yemi Yohana Yohannes Yonas Yordanos Yosief Zainabu Zebib Zuri
	Abigail Addison Aidan Aiden Alana Alexandria Alyssa Amber Anderson Audrey Austin Ava Bailey Beth Betty Blake Bradley Brandi Brittany Brooke Cameron Carol Caroline Carter Cassandra Chad Chelsea Chloe Cole Courtney Craig Crystal Curtis Daisy Darren Derek Donna Doug Douglas Dustin Eleanor Emerson Erin
	Ethel Faye Gareth Gary Gavin Gemma Geoffrey Gloria Gordon Graham Greg Gregory Harper Hayden Hazel Heidi Howard Ian Imogen Ivy Jackson Janet Jared Jasmine Jayla Jeffrey Jerry Jesse Jill Jimmy Joan Joanne Joyce Judy Julie Katherine Kathryn Kathy Kayla Keith Kenneth Kenny Kimberly Kristen Kyra Larry
	Leslie Liam Lindsay Lucia Madison Maggie Margaret Matthew Maureen Melinda Mitchell Molly Morgan Natasha Nathaniel Neil Nigel Owen Pamela Peyton Phillip Phoebe Rachael Randy Raymond Riley Rodney Roger Roy Russell Savannah Scarlett Scott Shane Shaun Sheila Shirley Sidney Sierra Sophie
	Stacy Stephen Steve Stuart Susannah Sydney Terry Theodore Tiffany Tina Tracy Travis Trevor Tricia Vince Violet Vivienne Warren Wayne Wesley Willow Zachary Zara
`
)
