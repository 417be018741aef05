package check

// firstNames are first names that are common among applicants and colleagues.
// The list only decides in doubt: whether "Danke, X!" addresses somebody, or
// whether a word in small letters is a name. A name that is missing here is
// still seen after a greeting.
var firstNames = list(`
	Aaron Achim Adam Adrian Albert Alex Alexander Alexis Alfred Andre André Andreas Andy Anton Armin Arne Arthur Axel
	Bastian Ben Benedikt Benjamin Bennet Benno Bernd Bernhard Bjarne Björn Bruno Carl Carlos Carsten Chris Christian
	Christoph Christopher Claus Clemens Colin Constantin Cornelius Damian Daniel Dario David Dennis Detlef Dieter Dirk
	Dominic Dominik Eduard Elias Elijah Emil Emilio Eric Erik Erwin Fabian Fabio Felix Finn Finley Florian Franz
	Friedrich Gabriel Georg Gerd Gerhard Gregor Günter Günther Gustav Hannes Hannah Harald Hauke Heiko Heiner Heinrich
	Heinz Helmut Hendrik Henri Henrik Henry Herbert Hermann Holger Hugo Ingo Jakob Jacob James Jannik Jannis Jan Janosch
	Jason Jasper Jens Jeremy Jerome Joachim Jochen Joel Johann Johannes John Johnny Jonah Jonas Jonathan Jonte Jordan
	Jörg Joris Josef Joseph Joshua Julian Julius Jürgen Justin Karl Karsten Kevin Kilian Klaus Konrad Konstantin Kristian
	Kurt Lars Lasse Leander Lenn Lennard Lennart Lenny Leo Leon Leonard Leonardo Leopold Levi Levin Liam Linus Lorenz
	Luan Luca Lucas Luis Louis Luka Lukas Lutz Maik Malte Manfred Manuel Marc Marcel Marco Marcus Mario Marius Marko
	Markus Marlon Martin Marvin Mathias Mats Matteo Matthias Mattis Maurice Max Maxim Maximilian Merlin Michael Michel
	Mika Mike Milan Milo Miro Moritz Nathan Nick Nicklas Nico Nicolas Niklas Niko Nikolas Nils Noah Noel Norbert Ole
	Oliver Olaf Oscar Oskar Otto Pascal Patrick Paul Peer Peter Phil Philip Philipp Pierre Piet Quentin Rafael Ralf Ralph
	Raphael Reiner Rainer René Reinhard Richard Rico Robert Robin Roland Roman Ron Ronny Rolf Rudolf Rüdiger Ruben Samuel
	Sandro Sascha Sebastian Severin Simon Sören Stefan Steffen Stephan Steven Sven Swen Tamino Theo Theodor Thilo Thomas
	Thorben Thorsten Tilo Tim Timo Timon Titus Tobias Tom Tommy Toni Torben Torsten Tristan Udo Ulf Ulrich Uwe Valentin
	Viktor Victor Vincent Volker Walter Werner Wilhelm Willi Wolfgang Xaver Yannick Yannik Yannis
	Alina Amelie Amelia Andrea Angela Angelika Angelina Anika Anja Anke Ann Anna Annabell Anne Annegret Annelie
	Anneliese Annette Annika Anna-Lena Annalena Antje Antonia Astrid Barbara Beate Beatrice Bettina Bianca Birgit Birte
	Brigitte Britta Carina Carla Carmen Carolin Caroline Catharina Celina Céline Charlotte Chiara Christa Christiane
	Christin Christina Christine Clara Claudia Cora Cornelia Dagmar Daniela Denise Diana Doris Dorothea Edith Elena Elfriede Elisa
	Elisabeth Ella Elli Elsa Elke Emilia Emily Emma Erika Esther Eva Evelyn Finja Franka Franziska Frauke Frida Frieda
	Friederike Gabi Gabriele Gerda Gertrud Gesa Gina Gisela Greta Gudrun Hanna Hannelore Heike Helena Helene Helga Henriette
	Hilde Ida Ilka Ilona Ina Ines Inga Inge Ingrid Irene Isabel Isabell Isabella Jacqueline Jana Janina Janine Jasmin
	Jennifer Jenny Jessica Jette Johanna Jolina Josefine Josephine Judith Jule Julia Juliane Juliana Jutta Karin Karina
	Karla Karolin Katharina Kathrin Katja Katrin Kerstin Kiara Kim Kira Kirsten Klara Konstanze Kristin Kristina Lara
	Larissa Laura Lea Leah Lena Leni Leonie Leyla Lia Liana Lilli Lilly Lina Linda Linea Lisa Liselotte Lotta Lotte
	Louisa Louise Luana Lucia Lucy Luisa Luise Luna Lydia Madeleine Magdalena Maike Maja Maya Malin Mandy Manuela Mara
	Mareike Maren Margarete Margot Maria Marie Marina Marion Marlene Marlies Marta Martha Martina Mathilda Meike Melanie
	Melina Melissa Mia Michaela Michelle Mila Mira Miriam Mona Monika Monique Nadine Nadja Natalie Nathalie Nele Nelly
	Nicole Nicola Nina Nora Olivia Patricia Paula Paulina Petra Pia Ramona Rebecca Rebekka Regina Renate Ricarda Rita
	Romy Ronja Rosemarie Ruth Sabine Sabrina Sandra Sara Sarah Saskia Selina Silke Silvia Simone Sina Sonja Sophia Sofia
	Sophie Sofie Stefanie Steffi Stella Stephanie Susan Susanne Svenja Swantje Sybille Tabea Tamara Tanja Tatjana Teresa
	Theresa Theresia Thea Tina Ulrike Ursula Uschi Ute Valentina Valeria Vanessa Vera Veronika Verena Victoria Viktoria
	Vivian Vivien Waltraud Wiebke Xenia Yvonne Zoe Zoé
	Abdul Abdullah Abdulrahman Abdo Abdoulaye Adel Adem Adnan Ahmad Ahmed Ahmet Aicha Aisha Aischa Aida Akin Alaa Alaaddin
	Alev Alhassan Aliya Aliye Alparslan Amadou Amal Amin Amina Aminata Amine Amir Amira Amr Anas Anwar Arda Arif Arwa
	Arzu Asan Asiye Asli Aslı Asma Asuman Atakan Ayaan Ayan Aydan Aydin Aydın Aylin Ayla Ayman Ayse Ayşe Aysel Aysegül
	Ayşegül Aysun Aysu Ayten Azad Aziz Azra Bahar Baran Baris Barış Bashir Batuhan Belgin Belma Beren Berfin Berivan Berk
	Berkay Betül Bilal Bilge Binta Birol Buket Burak Burcu Büsra Büşra Bülent Cansu Cem Cemal Cemile Cengiz Ceren Ceylan
	Cihan Dalia Damla Defne Deniz Derya Devrim Diana Dilan Dilara Dilek Djamila Dua Ebru Ecrin Eda Ekrem Elif Elvan Emel
	Emine Emir Emre Enes Engin Erdem Erdogan Eren Erkan Erol Ersin Ertan Esma Esra Eylül Fadi Fadime Fahad Faisal Farah
	Farid Faris Fatih Fatima Fatma Fatou Fatoumata Ferhat Feyza Figen Filiz Fikret Firat Fırat Funda Gamze Gizem Gökhan
	Göksel Gül Gülay Gülcan Gülsah Gülsüm Gülten Hadi Hakan Halil Halima Halime Hamid Hamza Hamsa Hani Hasan Hassan Hatice
	Hatun Hayat Haydar Havva Hilal Hüseyin Hussein Hossein Ibrahim İbrahim Ibrahima Idris Ilayda İlayda Ilhan İlhan Ilias
	Ilyas Imran Inci Irem İrem Isa Isabela Ismail İsmail Ismet Issa Iyad Jamal Jamila Jawad Kaan Kadir Kamal Kamil Karim
	Karima Kemal Kenan Kerem Kerim Khadija Khaled Khalid Khalil Koray Lamia Latif Layla Leila Levent Lina Lubna Mahmoud
	Mahmud Mahdi Mahir Maryam Meriem Mariam Mariama Marwa Marwan Mehdi Mehmet Melek Melike Meltem Meral Merve Mert Meryem
	Metin Mevlüt Mohamad Mohamed Mohammad Mohammed Muhammad Muhammed Muhammet Mona Moussa Mousa Munir Murat Musa Mustafa
	Nabil Nada Nadia Naima Nasrin Nawal Nazan Nazli Nazlı Necla Neslihan Nesrin Nevin Nihal Nihat Nilay Nilgün Nilüfer
	Noor Nour Nuray Nurcan Nuri Nurten Okan Omar Omer Ömer Onur Orhan Osama Osman Oumar Ousmane Özcan Özge Özgür Özlem
	Parisa Pelin Pinar Pınar Rabia Rachid Rahma Rami Rana Rania Rashid Rayan Reem Recep Rim Riza Rıza Rojda Roza Rukiye
	Saad Sadiq Said Saida Salah Saleh Salim Salma Samar Sami Samia Samir Samira Samet Sandy Sara Sedat Seda Sefa Selcuk
	Selçuk Selda Selim Selin Selma Semih Semra Serap Sercan Serdar Serhat Serkan Sevda Sevgi Sevim Sevil Sevilay Seyma
	Şeyma Shirin Sibel Sila Sıla Simge Sinan Songül Soraya Suat Suleiman Süleyman Sultan Sümeyye Sumaya Şule Tahir Talha
	Tamer Tarek Tarik Tarık Tayfun Tolga Tuba Tuğba Tugba Tülay Tuncay Turgut Ufuk Ugur Uğur Umut Ümit Usman Veysel Volkan
	Walid Wassim Yagmur Yağmur Yakup Yamina Yana Yara Yasin Yasemin Yasmin Yasmine Yavuz Yeliz Yildiz Yılmaz Yunus Yusuf
	Youssef Yousef Zahra Zainab Zara Zehra Zekeriya Zeki Zeliha Zeynep Zuhal Zülal
	Adrijana Agnieszka Albina Aleksander Aleksandar Aleksandra Alena Alexandra Alexej Alexei Alija Aljona Almir Alona
	Anastasia Anastasija Anastasiia Anatoli Andrei Andrej Andrzej Aneta Ania Anita Arben Arijana Arjeta Artem Artjom Artur
	Arta Bartosz Beata Besim Blerim Blerta Bogdan Bojan Boris Bozena Branka Branko Brankica Czeslaw Damir Danijel Danijela
	Danuta Daria Darija Dariusz Darko Davor Dejan Denis Dimitri Dmitri Dmytro Dora Dorota Dragan Dragana Drita Dusan Edin
	Edyta Ekaterina Elira Elvir Elvira Emina Emir Enisa Ermal Ewa Fatmir Fjolla Galina Goran Gordana Grazyna Grzegorz
	Halyna Haris Ihor Igor Ilja Illia Inna Irina Iryna Ivan Ivana Ivica Iwan Iwona Jacek Jadranka Jan Jaroslaw Jelena Jerzy
	Jovan Jovana Julija Jurij Kacper Kamila Kasia Katarzyna Kateryna Katarina Krzysztof Ksenia Lejla Leonid Lidija Liridon
	Liudmyla Ljiljana Ljubica Lucyna Ludmila Luljeta Magda Maksim Maksym Malgorzata Małgorzata Marek Marija Marijana Mariusz
	Marta Mateusz Mateo Michal Michał Mihai Mikhail Mikołaj Milena Milica Miljana Miloš Milos Mirela Mirjana Miroslav
	Mladen Monika Natalia Natalija Nataliia Natascha Nataša Nenad Nevena Nikola Nikita Nikolai Nikolaj Nikolina Oksana
	Olga Olena Oleg Oleh Oleksandr Oleksii Oxana Pavel Pavlo Pawel Paweł Petar Piotr Predrag Radoslav Radmila Rafal Rafał
	Ruslan Sanela Sanja Saša Sasha Selma Semir Serhii Sergej Sergei Slavica Slobodan Snezana Snežana Sofija Stanislav Stanislaw
	Stefania Stjepan Svetlana Swetlana Taras Tamara Tatiana Tatjana Tetiana Tomasz Tomislav Valbona Valentyna Valon Vanja
	Vedran Vesna Viktorija Vitali Vladimir Vladislav Volodymyr Wiktoria Wladimir Wojciech Yaroslav Yevhen Yulia Yuliia Yuri
	Zdravko Željko Zlata Zofia Zoran Zorica Zuzanna
	Adriana Alejandra Alejandro Alessandro Alessia Andreea Angelo Antonio Beatriz Camila Catalina Cristian Cristina Diego
	Domenico Elisabetta Enrico Fernanda Fernando Francesca Francesco Gabriela Giovanni Giulia Giuseppe Gloria Guadalupe Ioana
	Ionut Javier Jose José João Joana Jorge Juan Lorena Lorenzo Luciana Lucía Luigi Marcela Mariana Maricel Mihaela Miguel
	Nicoleta Pablo Paola Paolo Pedro Raluca Raul Ricardo Roberto Rosario Salvatore Sergio Simona Sorin Tiago Vasile Ximena Youssra
	Abena Abiola Adama Ada Adaeze Adwoa Akosua Amara Ama Ayodele Bakary Blessing Boubacar Chidi Chioma Chinedu Emeka Eyerusalem
	Ebrima Efua Ekene Fanta Fiona Folake Grace Hawa Ifeoma Kadiatou Kofi Kwame Kwasi Lamin Mamadou Modou Ngozi Nia Obinna
	Saliou Sekou Tesfay Yohannes Yonas Abel Abraham Bethlehem Dawit Eden Filmon Haben Helen Luwam Merhawit Mebrahtu
	Natnael Rahel Robel Senait Simret Winta Yordanos Zebib
	Aarav Anh Anjali Arjun Arun Deepa Divya Hoa Hung Huong Jin Jun Kavya Lan Lakshmi Li Linh Long Mai Mei Minh Nam Neha
	Nguyen Phuong Pooja Priya Rahul Raj Rajesh Ravi Rohan Sanjay Shreya Sunita Thanh Thi Thu Trang Tuan Wei Xin Yen Yuki
	Ali Amani Arman Arash Arezou Ariana Azadeh Babak Bahram Behnaz Behrouz Dariush Farhad Fariba Farzaneh Fereshteh Hamed
	Homa Jafar Kaveh Kian Ladan Laleh Mahsa Maryam Masoud Mehrdad Milad Mina Mojtaba Morteza Nahid Narges Nasim Navid Neda
	Negar Niloufar Nima Omid Pouya Reza Roya Sahar Saman Samaneh Sepideh Setareh Shabnam Shahram Shiva Siavash Soheila Zohreh
	Aria Farida Freshta Gulalai Hamida Jamshid Laila Masuma Mursal Nargis Najib Parwana Sahra Shafiq Shukria Wahid Zarghuna
	Alan Alice Amy Angie Anthony Ashley Brandon Brian Cindy Claire Cody Connor Courtney Dylan Edward Elizabeth Ellie Ethan
	Evan George Hailey Harry Heather Isaac Jack Jake Jane Jayden Jeff Jim Joe Kate Katie Kelly Kyle Laureen Lauren Lewis Logan
	Lukasz Łukasz Mary Megan Mason Michele Nancy Oscar Rachel Ryan Sally Sean Shannon Sharon Sue Taylor Tony Tyler Wendy William Zack
`, wordNamesText, germanNames, turkishNames, arabicNames, persianNames, slavicNames, romanceNames, vietnameseNames, africanNames)

// wordNamesText lists names that are also words. They count as names only
// where a salutation or a closing stands.
const wordNamesText = `
	Amen August Aurora Berg Bill Blessing Can Chance Christian
	Dua Eden Engel Ernst Falk Faith Fee Flora
	Frank Grace Güven Hale Hans Heide Holm Hope Horst Iris Islam Jade
	Jan Joy Juli July June Jung Kay Klein Kurt Lan Lang Linde Long Love
	Mai Mark Max May Mina Mine Mina Miles Nam Nur
	Pan Pat Princess Promise Ray Robin Roman Rosa Rose Said
	Sam Silvester Sky Sommer Sonne Stern Su Sue Sultan Uli
	Viola Will Winter Wolf Yen Mercy Precious Rain Summer Autumn Storm Star Nova
	Sage River Selam Ross Hunter Patience Trinity Dean Todd Kader Matt Hagen Beste Nana
`

// wordNames are the names that are also words.
var wordNames = list(wordNamesText)
